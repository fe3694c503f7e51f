package com.runmat.telemetry.forwarder.admit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests for {@link SourceNetwork}. */
class SourceNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.255, true",
        "192.0.2.1, 192.0.3.1, false",
        "2001:db8:1::1, 2001:db8:1:ffff::2, true",
        "2001:db8:1::1, 2001:db8:2::1, false",
        "0.0.0.1, ::1, false",
        "192.0.2.0, c000:200::1, false",
    })
    void of_comparesNetworks(String one, String other, boolean same) {
        long first = SourceNetwork.of(InetAddress.ofLiteral(one));
        assertEquals(same, first == SourceNetwork.of(InetAddress.ofLiteral(other)));
        assertNotEquals(0, first);
    }

    @Test
    void of_mappedAddress_isIpv4() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 192, 0, 2, 7};
        // InetAddress would unwrap it by itself
        InetAddress address = Inet6Address.getByAddress(null, mapped, 0);
        assertEquals(SourceNetwork.of(InetAddress.ofLiteral("192.0.2.1")), SourceNetwork.of(address));
    }
}
