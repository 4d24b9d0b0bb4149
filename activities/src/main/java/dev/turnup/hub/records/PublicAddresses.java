package dev.turnup.hub.records;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses are on the public internet, by IANA's registries of special-purpose addresses (RFC 6890). */
final class PublicAddresses {
    private static final List<Network> NOT_IPV4 = networks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10", // carriers' NAT
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, and the clouds' metadata
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Whatever is outside is local, reserved, or stands for IPv4. */
    private static final Network IPV6 = Network.of("2000::/3");

    private static final List<Network> NOT_IPV6 = networks(
            "2001::/23", // Teredo and other tunnels
            "2001:db8::/32",
            "2002::/16", // 6to4: leads to the IPv4 address that it holds
            "3fff::/20");

    /** Leads to the IPv4 address in its last four bytes. */
    private static final Network NAT64 = Network.of("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean has(InetAddress address) {
        if (address instanceof Inet4Address) {
            return NOT_IPV4.stream().noneMatch(network -> network.has(address));
        }
        if (NAT64.has(address)) {
            return has(last(address));
        }
        return IPV6.has(address) && NOT_IPV6.stream().noneMatch(network -> network.has(address));
    }

    private static InetAddress last(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address(Arrays.copyOfRange(bytes, bytes.length - 4, bytes.length));
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("it has 4 or 16 bytes", e);
        }
    }

    private static List<Network> networks(String... networks) {
        return Stream.of(networks).map(Network::of).toList();
    }

    /** @param bits how many of the first count */
    private record Network(InetAddress address, int bits) {
        static Network of(String text) {
            String[] parts = text.split("/", 2);
            return new Network(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean has(InetAddress other) {
            byte[] mine = address.getAddress();
            byte[] its = other.getAddress();
            if (mine.length != its.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((mine[bit / Byte.SIZE] & mask) != (its[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
