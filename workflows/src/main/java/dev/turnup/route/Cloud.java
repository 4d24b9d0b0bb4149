package dev.turnup.route;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clouds that can be reached, with what each calls the customer's key and its side's ASN. */
@SuppressWarnings("MemberName") // the names are the catalogue's
public enum Cloud {
    /** AWS Direct Connect; the Amazon side's default ASN. */
    aws("awsAccountId", 64512, "accept the hosted connection in the AWS account"),
    /** Azure ExpressRoute; Microsoft's ASN. */
    azure("azureServiceKey", 12076, null),
    /** Google Partner Interconnect; the fixed ASN of Google's side. */
    google("googlePairingKey", 16550, "activate the VLAN attachment in Google Cloud"),
    /** Oracle FastConnect; Oracle's commercial ASN. */
    oracle("ociCircuitId", 31898, null);

    private final String keyCharacteristic;
    private final long asn;
    private final @Nullable String acceptance;

    Cloud(String keyCharacteristic, long asn, @Nullable String acceptance) {
        this.keyCharacteristic = keyCharacteristic;
        this.asn = asn;
        this.acceptance = acceptance;
    }

    public String keyCharacteristic() {
        return keyCharacteristic;
    }

    public long asn() {
        return asn;
    }

    /** What the customer has to do there once a connection is requested; empty where nothing. */
    public Optional<String> acceptance() {
        return Optional.ofNullable(acceptance);
    }
}
