package dev.seaworthy.context;

import dev.seaworthy.observation.HostClass;
import org.jspecify.annotations.Nullable;

/** Reads literal addresses the way the JDK does, and judges them by range. */
final class Addresses {

    private Addresses() {}

    /** Null where the name is no literal address. Lower case, without brackets. */
    static @Nullable HostClass classify(String name) {
        if (name.indexOf(':') >= 0) {
            int[] groups = sixth(name);
            return groups == null ? null : sixthClass(groups);
        }
        long address = fourth(name);
        return address < 0 ? null : fourthClass((int) address);
    }

    /** Whether a literal address lies in a network; false if either of them is a name. */
    static boolean isIn(String host, String network, int bits) {
        boolean sixth = network.indexOf(':') >= 0;
        if (bits < 0 || sixth != host.indexOf(':') >= 0) {
            return false;
        }
        if (!sixth) {
            long one = fourth(host);
            long other = fourth(network);
            return bits <= 32 && one >= 0 && other >= 0 && (one ^ other) >>> 32 - bits == 0;
        }
        int[] one = sixth(host);
        int[] other = sixth(network);
        for (int i = 0; i < 8 && one != null && other != null; i++) {
            int left = Math.max(0, Math.min(16, bits - i * 16));
            if ((one[i] ^ other[i]) >>> 16 - left != 0) {
                return false;
            }
        }
        return bits <= 128 && one != null && other != null;
    }

    /**
     * One to four decimal parts as the JDK takes them: {@code 127.1} and {@code 2130706433} are loopback; hexadecimal and
     * octal are not addresses to it. -1 = no address.
     */
    static long fourth(String name) {
        long address = 0;
        int parts = 0;
        int at = 0;
        while (true) {
            int dot = name.indexOf('.', at);
            int end = dot < 0 ? name.length() : dot;
            long value = decimal(name, at, end);
            parts++;
            long most = dot < 0 ? (1L << 8 * (5 - parts)) - 1 : 255;
            if (value < 0 || value > most) {
                return -1;
            }
            if (dot < 0) {
                return address | value;
            }
            if (parts == 4) {
                return -1;
            }
            address |= value << 8 * (4 - parts);
            at = dot + 1;
        }
    }

    private static long decimal(String text, int from, int to) {
        if (from == to || to - from > 10) {
            return -1;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            value = value * 10 + digit - '0';
        }
        return value;
    }

    private static HostClass fourthClass(int address) {
        int first = address >>> 24;
        int second = address >>> 16 & 255;
        if (first == 127 || address == 0) {
            return HostClass.LOOPBACK; // a connect to 0.0.0.0 reaches this machine
        }
        if (first == 169 && second == 254 || address == 0xa83f8110) {
            return HostClass.LINK_LOCAL; // 168.63.129.16: Azure's, reachable from inside a machine only
        }
        if (first == 10
                || first == 172 && second >= 16 && second <= 31
                || first == 192 && second == 168
                || first == 100 && second >= 64 && second <= 127
                || first >= 224) {
            return HostClass.INTERNAL;
        }
        return HostClass.PUBLIC;
    }

    /** Eight groups, null where it is no IPv6 address. A zone ({@code %eth0}) is left out. */
    private static int @Nullable [] sixth(String name) {
        int zone = name.indexOf('%');
        String text = zone < 0 ? name : name.substring(0, zone);
        int dot = text.indexOf('.');
        if (dot >= 0) {
            int colon = text.lastIndexOf(':');
            String tail = text.substring(colon + 1);
            long address = fourth(tail);
            if (colon > dot || address < 0 || tail.chars().filter(c -> c == '.').count() != 3) {
                return null;
            }
            text = text.substring(0, colon + 1) + Long.toHexString(address >>> 16) + ":"
                    + Long.toHexString(address & 0xffff);
        }
        int gap = text.indexOf("::");
        if (gap >= 0) {
            int[] head = groups(text.substring(0, gap));
            int[] tail = groups(text.substring(gap + 2));
            if (head == null || tail == null || head.length + tail.length > 7) {
                return null;
            }
            int[] all = new int[8];
            System.arraycopy(head, 0, all, 0, head.length);
            System.arraycopy(tail, 0, all, 8 - tail.length, tail.length);
            return all;
        }
        int[] all = groups(text);
        return all == null || all.length != 8 ? null : all;
    }

    private static int @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new int[0];
        }
        String[] parts = text.split(":", -1);
        int[] groups = new int[parts.length];
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].isEmpty() || parts[i].length() > 4) {
                return null;
            }
            for (int j = 0; j < parts[i].length(); j++) {
                int digit = Character.digit(parts[i].charAt(j), 16);
                if (digit < 0) {
                    return null;
                }
                groups[i] = groups[i] << 4 | digit;
            }
        }
        return groups;
    }

    private static HostClass sixthClass(int[] groups) {
        boolean zeros = true; // the first five groups
        for (int i = 0; i < 5; i++) {
            zeros &= groups[i] == 0;
        }
        int low = groups[6] << 16 | groups[7];
        if (zeros && groups[5] == 0 && (low == 0 || low == 1)) {
            return HostClass.LOOPBACK;
        }
        if (zeros && groups[5] == 0xffff || groups[0] == 0x64 && groups[1] == 0xff9b) {
            return fourthClass(low); // an IPv4 address in an IPv6 one, mapped or behind NAT64
        }
        boolean metadata = groups[0] == 0xfd00 && groups[1] == 0xec2 && low == 0x254;
        if (metadata || (groups[0] & 0xffc0) == 0xfe80) {
            return HostClass.LINK_LOCAL;
        }
        boolean internal =
                (groups[0] & 0xfe00) == 0xfc00 || (groups[0] & 0xffc0) == 0xfec0 || (groups[0] & 0xff00) == 0xff00;
        return internal ? HostClass.INTERNAL : HostClass.PUBLIC;
    }
}
