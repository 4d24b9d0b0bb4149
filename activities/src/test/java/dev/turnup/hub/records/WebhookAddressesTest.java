package dev.turnup.hub.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where events may be sent, and where not, in all the ways in which an address can be written. */
class WebhookAddressesTest {
    private final WebhookAddresses addresses = new WebhookAddresses(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.0",
                "169.253.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "192.167.1.1",
                "198.17.0.1",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700:4700::1111",
                "2a00:1450:4001:80e::200e",
                "2001:200::1",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808"
            })
    void publicAddressesAreAllowed(String address) throws UnknownHostException {
        assertThat(addresses.resolve(address)).containsExactly(InetAddress.ofLiteral(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // IPv4: this network, private, carriers', loopback, link-local with the clouds' metadata,
                // documentation, multicast
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                // the same, written otherwise
                "127.1",
                "2130706433",
                "10.1",
                // IPv6: unspecified, loopback, link-local, site-local, unique local, multicast, documentation
                "::",
                "::1",
                "0:0:0:0:0:0:0:1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456:789a::1",
                "ff02::1",
                "2001:db8::1",
                "3fff::1",
                // IPv6 that holds IPv4: mapped, compatible, NAT64 of both kinds, 6to4, Teredo
                "::ffff:127.0.0.1",
                "::ffff:7f00:1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::808:808",
                "2002:7f00:1::1",
                "2002:a00:1::1",
                "2001:0:7f00:1::1"
            })
    void allOthersAreRefusedAtSubscriptionAndAtDelivery(String host) {
        String inUrl = host.contains(":") ? "[" + host + "]" : host;

        assertThat(addresses.problem("https://" + inUrl + "/events")).isNotEmpty();
        assertThat(delivered(host)).isFalse();
        assertThat(delivered(inUrl)).isFalse();
    }

    private boolean delivered(String host) {
        try {
            return addresses.resolve(host).length > 0;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "events",
                "http://1.1.1.1/",
                "ftp://1.1.1.1/",
                "file:///etc/passwd",
                "https:///events",
                "https://user:word@1.1.1.1/",
                "https://1.1.1.1/#here",
                "https://1.1.1.1:0/",
                "https://1.1.1.1:70000/",
                "https://1.1.1.1@10.0.0.1/",
                "https://1.1.1.1 .example/",
                "https://a_b.example/"
            })
    void whatIsNoPublicHttpsUrlIsRefused(String callback) {
        assertThat(addresses.problem(callback)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost.", "nowhere.invalid"})
    void namesAreLookedUpAtDeliveryOnly(String name) {
        assertThat(addresses.problem("https://" + name + "/events")).isEmpty();
        assertThat(delivered(name)).isFalse();
    }

    @Test
    void publicUrlsAreAllowed() {
        assertThat(addresses.problem("https://1.1.1.1:8443/events?token=x")).isEmpty();
        assertThat(addresses.problem("https://[2606:4700:4700::1111]/")).isEmpty();
        assertThat(addresses.problem("https://1.1.1.1/" + "x".repeat(2_000))).isNotEmpty();
    }

    @Test
    void forDevelopmentEverythingIsAllowedThatHttpCanReach() {
        WebhookAddresses anywhere = new WebhookAddresses(true);

        assertThat(anywhere.problem("http://localhost:8080/events")).isEmpty();
        assertThat(anywhere.problem("http://[::1]:8080/")).isEmpty();
        assertThat(anywhere.problem("file:///etc/passwd")).isNotEmpty();
    }
}
