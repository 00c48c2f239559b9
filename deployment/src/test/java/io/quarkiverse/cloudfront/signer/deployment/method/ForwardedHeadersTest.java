package io.quarkiverse.cloudfront.signer.deployment.method;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.FreePort;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkiverse.cloudfront.signer.programs.NeedsProgram;
import io.quarkiverse.cloudfront.signer.programs.Program;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The address that is signed behind a proxy. The application trusts all headers that Quarkus knows, so the result only depends
 * on the proxy.
 */
@Tag("nightly")
class ForwardedHeadersTest {

    private static final String[] FORGED = { "X-Forwarded-For: 6.6.6.6", "Forwarded: for=6.6.6.6;proto=https;host=evil.example",
            "X-Forwarded-Prefix: /evil", "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: evil",
            "X-Forwarded-Port: 666" };

    private static final Pattern ADDRESS = Pattern.compile("\"AWS:SourceIp\":\"([^\"]*)\"");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(
                    root -> root.addClasses(Resource.class, ReverseProxy.class, FreePort.class, SignedUrls.class,
                            TestOrigin.class))
            .overrideConfigKey("quarkus.http.host", "127.0.0.1")
            .overrideConfigKey("quarkus.http.proxy.proxy-address-forwarding", "true")
            .overrideConfigKey("quarkus.http.proxy.allow-x-forwarded", "true")
            .overrideConfigKey("quarkus.http.proxy.allow-forwarded", "true")
            .overrideConfigKey("quarkus.http.proxy.strict-forwarded-control", "false")
            .overrideConfigKey("quarkus.http.proxy.enable-forwarded-host", "true")
            .overrideConfigKey("quarkus.http.proxy.enable-forwarded-prefix", "true")
            .overrideConfigKey("quarkus.http.proxy.trusted-proxies", "127.0.0.1")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    private static int application() {
        return ConfigProvider.getConfig().getValue("quarkus.http.port", Integer.class);
    }

    private static String signedAddress(String response) {
        String url = response.substring(response.indexOf("\r\n\r\n")).lines().filter(line -> line.startsWith("http"))
                .findFirst().orElseThrow(() -> new AssertionError(response));
        Matcher address = ADDRESS.matcher(SignedUrls.policy(url));
        assertThat(address.find()).isTrue();
        return address.group(1);
    }

    @Test
    @NeedsProgram(Program.NGINX)
    void documentedNginx_signsTheViewersAddress() throws IOException {
        try (ReverseProxy nginx = ReverseProxy.nginx(ReverseProxy.documented("nginx.conf"), application())) {
            assertIsOfTheViewer(nginx);
        }
    }

    @Test
    @NeedsProgram(Program.HAPROXY)
    void documentedHaproxy_signsTheViewersAddress() throws IOException {
        try (ReverseProxy haproxy = ReverseProxy.haproxy(ReverseProxy.documented("haproxy.cfg"), application())) {
            assertIsOfTheViewer(haproxy);
        }
    }

    private static void assertIsOfTheViewer(ReverseProxy proxy) throws IOException {
        assertThat(signedAddress(proxy.get("/forwarded"))).isEqualTo("127.0.0.2/32");
        assertThat(signedAddress(proxy.get("/forwarded", FORGED))).isEqualTo("127.0.0.2/32");
        for (String forged : FORGED) {
            assertThat(signedAddress(proxy.get("/forwarded", forged))).as(forged).isEqualTo("127.0.0.2/32");
        }
        assertThat(proxy.get("/forwarded/uri", FORGED)).endsWith("http://media.example.com/forwarded/uri");
    }

    @Test
    @NeedsProgram({ Program.NGINX, Program.OPENSSL })
    void documentedNginxWithTlsAndPrefix_leavesWhatIsSigned() throws Exception {
        try (ReverseProxy nginx = ReverseProxy.nginx(ReverseProxy.documented("nginx-prefix.conf"), application())) {
            String[] forged = Stream.of(FORGED).flatMap(header -> Stream.of(header.split(": ", 2))).toArray(String[]::new);
            for (String redirect : List.of("absolute", "relative")) {
                HttpResponse<String> response = nginx.getOverTls("/shop/forwarded/" + redirect, forged);

                assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
                assertThat(response.statusCode()).isEqualTo(303);
                assertThat(response.headers().firstValue("Location").orElseThrow())
                        .matches("http://localhost:\\d+/docs/a\\.txt\\?Expires=.*&Signature=.*");
            }
            assertThat(nginx.getOverTls("/shop/forwarded/uri", forged).body())
                    .isEqualTo("https://" + nginx.tlsHost() + "/shop/forwarded/uri");
        }
    }

    /** The configuration of many examples on the web. It shows that the tests above would detect a forged address. */
    @Test
    @NeedsProgram(Program.NGINX)
    void nginxThatAppends_signsWhatTheViewerSays() throws IOException {
        String appending = ReverseProxy.documented("nginx.conf").replace("X-Forwarded-For $remote_addr",
                "X-Forwarded-For $proxy_add_x_forwarded_for");
        try (ReverseProxy nginx = ReverseProxy.nginx(appending, application())) {
            assertThat(signedAddress(nginx.get("/forwarded", FORGED))).isEqualTo("6.6.6.6/32");
        }
        String passing = ReverseProxy.documented("nginx.conf").replaceAll("(?m)^.*(Forwarded|X-Forwarded-Prefix) \"\";$", "");
        try (ReverseProxy nginx = ReverseProxy.nginx(passing, application())) {
            assertThat(signedAddress(nginx.get("/forwarded", "Forwarded: for=6.6.6.6"))).isEqualTo("6.6.6.6/32");
            assertThat(nginx.get("/forwarded/uri", "X-Forwarded-Prefix: /evil")).endsWith("/evil/forwarded/uri");
        }
    }

    @Test
    @NeedsProgram(Program.HAPROXY)
    void haproxyWithForwardfor_signsWhatTheViewerSays() throws IOException {
        String appending = ReverseProxy.documented("haproxy.cfg").replace("http-request set-header X-Forwarded-For %[src]",
                "option forwardfor");
        try (ReverseProxy haproxy = ReverseProxy.haproxy(appending, application())) {
            assertThat(signedAddress(haproxy.get("/forwarded", FORGED))).isEqualTo("6.6.6.6/32");
        }
    }

    /** Here, the viewer is the load balancer, which has appended the address of its own viewer. */
    @Test
    @NeedsProgram(Program.NGINX)
    void documentedNginxBehindAlb_signsTheAddressThatTheLoadBalancerAppended() throws IOException {
        String configuration = ReverseProxy.documented("nginx-alb.conf").replace("10.0.0.0/16", "127.0.0.0/8")
                + ReverseProxy.documented("nginx.conf");
        try (ReverseProxy nginx = ReverseProxy.nginx(configuration, application())) {
            assertThat(signedAddress(nginx.get("/forwarded", "X-Forwarded-For: 6.6.6.6, 203.0.113.7")))
                    .isEqualTo("203.0.113.7/32");
        }
    }

    /** Here, the viewer is CloudFront. */
    @Test
    @NeedsProgram(Program.NGINX)
    void documentedNginxBehindCloudFront_signsTheViewerAddress() throws IOException {
        try (ReverseProxy nginx = ReverseProxy.nginx(ReverseProxy.documented("nginx-cloudfront.conf"), application())) {
            assertThat(signedAddress(nginx.get("/forwarded", "X-Origin-Secret: change-me",
                    "CloudFront-Viewer-Address: 203.0.113.7:46532", FORGED[0], FORGED[1], FORGED[2])))
                    .isEqualTo("203.0.113.7/32");
            assertThat(nginx.get("/forwarded", "CloudFront-Viewer-Address: 203.0.113.7:46532")).contains(" 403 ");
            assertThat(nginx.get("/forwarded", "X-Origin-Secret: change-me",
                    "CloudFront-Viewer-Address: 2001:db8::7:46532")).contains(" 500 ");
        }
    }

    /** If requests bypass the proxy, the application does not trust their headers. */
    @ParameterizedTest
    @NeedsProgram(Program.NGINX)
    @ValueSource(strings = { "X-Forwarded-For: 6.6.6.6", "Forwarded: for=6.6.6.6" })
    void requestPastTheProxy_isOfItsOwnAddress(String forged) throws IOException {
        // a proxy that forwards all headers and is not trusted
        String passing = "server {\nlisten 80;\nlocation / {\nproxy_pass http://127.0.0.1:8080;\nproxy_bind 127.0.0.3;\n}\n}\n";
        try (ReverseProxy nginx = ReverseProxy.nginx(passing, application())) {
            assertThat(signedAddress(nginx.get("/forwarded", forged))).isEqualTo("127.0.0.3/32");
        }
    }

    @PermitAll
    @Path("/forwarded")
    public static class Resource {

        @Inject
        UriInfo uriInfo;

        @GET
        @SignedResource(bindToIp = true)
        public String url() {
            return "/a.txt";
        }

        @GET
        @Path("absolute")
        @SignedResource
        public Response absolute() {
            return Response.seeOther(URI.create("/docs/a.txt")).build();
        }

        @GET
        @Path("relative")
        @SignedResource
        public Response relative() {
            return Response.seeOther(URI.create("docs/a.txt")).build();
        }

        @GET
        @Path("uri")
        public String uri() {
            return uriInfo.getRequestUri().toString();
        }
    }
}
