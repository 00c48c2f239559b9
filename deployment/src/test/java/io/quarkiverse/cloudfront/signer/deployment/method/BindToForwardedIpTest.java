package io.quarkiverse.cloudfront.signer.deployment.method;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.CapturedLog;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.QuarkusUnitTest;

/**
 * URLs for the address of a viewer behind a proxy.
 */
@Tag("nightly")
class BindToForwardedIpTest {

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, CapturedLog.class, SignedUrls.class, TestOrigin.class))
            .overrideConfigKey("quarkus.http.host", "127.0.0.1")
            .overrideConfigKey("quarkus.http.proxy.proxy-address-forwarding", "true")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory())
            .setLogRecordPredicate(record -> record.getLevel().intValue() == Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.cloudfront"))
            .assertLogRecords(BindToForwardedIpTest::assertWarning);

    /** All clients may forward addresses. */
    private static void assertWarning(List<LogRecord> records) {
        assertThat(records).singleElement()
                .satisfies(record -> assertThat(record.getMessage().formatted(record.getParameters())).contains(
                        "Resource#url uses bindToIp, and quarkus.http.proxy.proxy-address-forwarding is enabled without "
                                + "quarkus.http.proxy.trusted-proxies",
                        "Set quarkus.http.proxy.trusted-proxies to the addresses of your proxies"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "203.0.113.7", "203.0.113.7:4711", "203.0.113.7, 10.0.0.1" })
    void policy_hasTheForwardedAddress(String forwarded) {
        String url = given().header("X-Forwarded-For", forwarded).get("/bound").then().statusCode(200).extract().asString();
        assertThat(SignedUrls.policy(url)).contains("\"AWS:SourceIp\":\"203.0.113.7/32\"");
        assertThat(SignedUrls.status(url)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
            "2001:db8::7, its address is IPv6",
            "[2001:db8::7], its address is IPv6",
            "[2001:db8::7]:4711, its address is IPv6",
            "0.0.0.0/0, its forwarded address is not an IP address",
            "203.0.113.7/8, its forwarded address is not an IP address",
            "*, its forwarded address is not an IP address",
            "unknown, its forwarded address is not an IP address",
            "viewer.example, its forwarded address is not an IP address",
            "203.0.113.999, must be one IPv4 address",
    })
    void otherForwardedAddress_failsTheRequest(String forwarded, String reason) {
        try (CapturedLog log = CapturedLog.begin()) {
            String body = given().header("X-Forwarded-For", forwarded).get("/bound").then().statusCode(500).extract()
                    .asString();
            assertThat(body).isEmpty();
            assertThat(log.messages(Level.SEVERE)).singleElement().asString()
                    .startsWith("io.quarkiverse.cloudfront.signer.deployment.method.BindToForwardedIpTest$Resource#url: ")
                    .contains(reason);
        }
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
