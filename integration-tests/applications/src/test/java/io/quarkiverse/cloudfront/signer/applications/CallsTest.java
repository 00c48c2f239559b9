package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.applications.tenants.Reports;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkus.test.QuarkusProdModeTest;

/**
 * What one warm request makes and reads once: the URL of a resource that names the user, on a tenant's domain, with a mark.
 */
@Tag("nightly")
class CallsTest {

    private static final int MOST_CALLS = 550;
    /** The user, the signer to this user, the template's resource, checked, and the user whom the mark stands for. */
    private static final List<String> FACTS = List.of("runtime.user.User.<init>", "runtime.signature.RecipientSigner.<init>",
            "runtime.policy.PolicyTemplate.expand", "runtime.signature.RecipientSigner$Resource.<init>",
            "runtime.mark.MarkedUser.<init>", Calls.CLAIM + "\"tenant\"", Calls.CLAIM + "\"department\"");

    private static final String ISSUER = "https://issuer.example.com";
    private static final KeyPair TOKENS = NewKey.rsaPair();

    private static final Pattern PORT = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClass(Reports.class)
                    .addAsResource(new StringAsset("quarkus.cloudfront-signer.marks.enabled=true"), "application.properties"))
            .setForcedDependencies(Applications.dependencies("rest-jackson", "smallrye-jwt"))
            .setJVMArgs(List.of(Calls.ARGUMENT))
            .setRuntimeProperties(Map.of(
                    "quarkus.http.port", "0",
                    "quarkus.cloudfront-signer.url", "https://{claim.tenant}.media.example.com",
                    "quarkus.cloudfront-signer.key-pair-id", Distribution.KEY_PAIR_ID,
                    "quarkus.cloudfront-signer.private-key", Distribution.privateKey(),
                    // later than the token, so that each grant expires with it and has the cached signature
                    "quarkus.cloudfront-signer.expires-in", "1d",
                    "quarkus.cloudfront-signer.marks.secret", "bWFya3Mtb2YtdGhlLXRlc3Qtd2l0aC0zMi1ieXRlcyE=",
                    "mp.jwt.verify.issuer", ISSUER,
                    "mp.jwt.verify.publickey", Base64.getEncoder().encodeToString(TOKENS.getPublic().getEncoded())))
            .setRun(true);

    /** The debugger can attach only once. */
    @Test
    void warmRequest_makesEachFactOnce() throws Exception {
        String output = TEST.getStartupConsoleOutput();
        String application = PORT.matcher(output).results().findFirst().orElseThrow().group(1);
        String token = token();
        get(application, token).orTimeout(60, TimeUnit.SECONDS).join();
        try (Calls calls = new Calls(output)) {
            List<String> one = calls.during(() -> get(application, token));
            List<String> other = calls.during(() -> get(application, token));
            // the dummy signature after the start can be made during one of them
            List<String> made = one.size() < other.size() ? one : other;
            Map<String, Long> times = made.stream()
                    .collect(Collectors.groupingBy(call -> call, TreeMap::new, Collectors.counting()));
            long passed = made.stream().filter(call -> !call.startsWith(Calls.CLAIM)).count();
            long classes = times.keySet().stream().map(call -> call.substring(0, call.lastIndexOf('.') + 1)).distinct().count();
            System.out.printf("%d calls of %d classes for one signed URL: %s%n", passed, classes, times);

            assertThat(times).containsAllEntriesOf(FACTS.stream().collect(Collectors.toMap(fact -> fact, fact -> 1L)));
            assertThat(times.keySet().stream().filter(call -> call.startsWith(Calls.CLAIM))).isNotEmpty()
                    .allSatisfy(claim -> assertThat(times).containsEntry(claim, 1L));
            assertThat(passed).isLessThanOrEqualTo(MOST_CALLS);
        }
    }

    /** Without a library, whose classes the application would take from here. */
    private static String token() throws GeneralSecurityException {
        long now = Instant.now().getEpochSecond();
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + base64("{\"iss\":\"" + ISSUER
                + "\",\"sub\":\"alice\",\"upn\":\"alice\",\"tenant\":\"acme\",\"department\":\"sales\",\"iat\":" + now
                + ",\"exp\":" + (now + 7200) + "}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(TOKENS.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.UTF_8));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static CompletableFuture<?> get(String port, String token) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/reports/7"))
                .header("Authorization", "Bearer " + token).build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenAccept(response -> assertThat(response.body()).contains("Signature=", "mark="));
    }
}
