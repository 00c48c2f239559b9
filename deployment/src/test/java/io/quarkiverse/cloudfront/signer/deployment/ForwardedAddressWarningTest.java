package io.quarkiverse.cloudfront.signer.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * Forwarded addresses are signed, and every client is trusted to forward them.
 */
class ForwardedAddressWarningTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, TestOrigin.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("quarkus.http.proxy.proxy-address-forwarding", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .setLogRecordPredicate(record -> record.getLevel().intValue() == Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.cloudfront"))
            .assertLogRecords(records -> assertThat(records).singleElement()
                    .satisfies(record -> assertThat(record.getMessage().formatted(record.getParameters())).contains(
                            "Resource#url uses bindToIp, and quarkus.http.proxy.proxy-address-forwarding is on without "
                                    + "quarkus.http.proxy.trusted-proxies",
                            "Set quarkus.http.proxy.trusted-proxies to the addresses of your proxies")));

    @Test
    void forwardingWithoutTrustedProxies_isWarnedAbout() {
        // the log is asserted
    }

    @PermitAll
    @Path("/bound")
    public static class Resource {

        @GET
        @SignedResource(bindToIp = true)
        public String url() {
            return "/a.txt";
        }
    }
}
