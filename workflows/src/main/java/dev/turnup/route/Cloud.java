package dev.turnup.route;

/** The clouds that can be reached, with what each calls the customer's key and its side's ASN. */
@SuppressWarnings("MemberName") // the names are the catalogue's
public enum Cloud {
    /** AWS Direct Connect; the Amazon side's default ASN. */
    aws("awsAccountId", 64512),
    /** Azure ExpressRoute; Microsoft's ASN. */
    azure("azureServiceKey", 12076),
    /** Google Partner Interconnect; the fixed ASN of Google's side. */
    google("googlePairingKey", 16550),
    /** Oracle FastConnect; Oracle's commercial ASN. */
    oracle("ociCircuitId", 31898);

    private final String keyCharacteristic;
    private final long asn;

    Cloud(String keyCharacteristic, long asn) {
        this.keyCharacteristic = keyCharacteristic;
        this.asn = asn;
    }

    public String keyCharacteristic() {
        return keyCharacteristic;
    }

    public long asn() {
        return asn;
    }
}
