package io.quarkiverse.cloudfront.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.cli.Keys;

class ExplainCommandTest {

    private static final String URL = "https://media.example.com/films/7/a.jpg";

    @TempDir
    private static Path directory;

    private static Keys keys;
    private static String signed;

    @BeforeAll
    static void sign() {
        keys = Keys.in(directory);
        signed = keys.sign(URL);
    }

    @Test
    void refusedUrl_hasTheSentenceTheRemedyAndTheChecks() {
        Cli explained = keys.explain(signed + "&utm_source=mail");

        assertThat(explained.exitCode()).isEqualTo(1);
        assertThat(explained.out().replaceAll("expires in .*", "expires in ...")).isEqualTo("""
                Refused (AccessDenied): the signature does not match: the query string was added to or changed after signing
                To fix it: Add the query parameters before you sign the URL, or sign a custom policy whose resource ends with *.

                passed     Signed       by the URL
                passed     Key pair ID  K1
                passed     Key group    a key of the key group (--public-key)
                passed     Policy       canned: CloudFront rebuilds it from URL and Expires
                FAILED     Signature    the signature does not match: the query string was added to or changed after signing
                passed     Resource     canned: the URL itself
                passed     Expiry       expires in ...
                """);
    }

    @Test
    void allowedUrl_hasNoRemedy() {
        Cli explained = keys.explain(signed);

        assertThat(explained.exitCode()).isZero();
        assertThat(explained.out()).startsWith("Allowed: CloudFront serves the object; ").doesNotContain("To fix it", "Hint");
    }

    @Test
    void riskOfAnAllowedUrl_isACaution() {
        assertThat(keys.explain(keys.sign(URL + "?response-content-disposition=attachment")).out())
                .containsPattern("(?m)^passed .*\n\nCaution: .*response-content-disposition.*\n$");
    }

    @Test
    void unknownPublicKey_leadsToTheOptions() {
        Cli explained = Cli.run("explain", signed);

        assertThat(explained.exitCode()).isEqualTo(2);
        assertThat(explained.out()).startsWith("Unknown: all other checks passed, but the signature cannot be verified")
                .contains("\nTo fix it: Pass the public key with --public-key K1=FILE, or all keys of your account with --keys "
                        + "FILE.\n")
                .doesNotContain("Hint", "Configure");
        assertThat(Cli.run("explain", signed, "--at", "2126-12-01T08:00:00Z").out())
                .startsWith("Refused (AccessDenied): expired ")
                .endsWith("\nHint: To check the signature, too, pass the public key with --public-key K1=FILE, or all keys of "
                        + "your account with --keys FILE.\n");
    }

    @Test
    void wrongKey_leadsToAllKeysOfTheAccount(@TempDir Path elsewhere) {
        assertThat(keys.explain(Keys.in(elsewhere).sign(URL)).out()).contains("or another key was used\n").endsWith("\nHint: "
                + "To find out whether another key of your account has signed it, pass all of them with --keys FILE.\n");
    }

    @Test
    void urlThatTheShellHasCutOff_leadsToTheQuotes() {
        Cli explained = keys.explain(signed.substring(0, signed.indexOf('&')));

        assertThat(explained.out()).startsWith("Refused (MissingKey): there is Expires, but no Key-Pair-Id\n").endsWith(
                "\nHint: If you typed this command in a shell, put the URL in single quotes. Otherwise, it ends at the first &.\n");
        assertThat(keys.explain(URL, "--cookie", "CloudFront-Expires=1").out()).startsWith("Refused (MissingKey): ")
                .doesNotContain("quotes");
    }

    @Test
    void address_isCheckedIfItIsGiven() {
        // the program does not sign such policies itself
        String json = "{\"Statement\":[{\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"AWS:EpochTime\":4000000000},"
                + "\"IpAddress\":{\"AWS:SourceIp\":\"203.0.113.0/24\"}}}]}";
        String url = URL + "?Policy=" + AwsBase64.encode(json) + "&Signature=AAAA&Key-Pair-Id=K1";

        assertThat(Cli.run("explain", url).out()).contains(
                "unknown    Viewer's address  the viewer's address is not known here",
                "Hint: Pass the viewer's address with --ip ADDRESS.");
        assertThat(Cli.run("explain", url, "--ip", "203.0.113.7").out()).contains(
                "passed     Viewer's address  203.0.113.7 is in 203.0.113.0/24").doesNotContain("--ip");
        assertThat(Cli.run("explain", url, "--ip", "198.51.100.7").out()).startsWith("Refused (AccessDenied): ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "999.1.1.1", "203.0.113", "203.0.113.7.", "203.0.113.7/24", "01.2.3.4", "viewer.example" })
    void addressThatIsNone_isRefused(String address) {
        Cli explained = keys.explain(signed, "--ip", address);

        assertThat(explained.err()).isEqualTo("--ip " + address + " is not an IP address, such as 203.0.113.7\n");
        assertThat(explained.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "255.249.199.99", "2001:db8::7", "::ffff:203.0.113.7" })
    void address_isIpv4OrIpv6(String address) {
        assertThat(keys.explain(signed, "--ip", address).exitCode()).isZero();
    }

    @Test
    void host_isTriedIfItIsGiven() {
        String other = signed.replace("media.example.com", "d111111abcdef8.cloudfront.net");

        assertThat(keys.explain(other).out()).contains("for https://d111111abcdef8.cloudfront.net/films/7/a.jpg and ",
                "either a different policy was signed, or another key was used",
                "\nHint: If the URL was signed for another host, such as an alternate domain name, pass that with --host HOST. "
                        + "The case of the path matters, too.\n");
        assertThat(keys.explain(other, "--host", "www.example.com", "--host", "media.example.org").out())
                .contains("\nHint: With this path, it was not signed for www.example.com or media.example.org. The case of the "
                        + "path matters, too.\n")
                .doesNotContain("--host");
        assertThat(keys.explain(other, "--host", "media.example.com").out())
                .contains(
                        "the URL was signed for the host media.example.com, but requested from d111111abcdef8.cloudfront.net");
    }

    @Test
    void sameKeyPairId_withTwoKeys_isRefused(@TempDir Path elsewhere) {
        Path other = Keys.in(elsewhere).publicKey();

        assertThat(keys.explain(signed, "--public-key", "K1=" + other))
                .isEqualTo(new Cli(2, "", "The key pair ID K1 is given with "
                        + "two different public keys, but CloudFront gives each public key an ID of its own. Remove the wrong one\n"));
        assertThat(keys.explain(signed, "--public-key", "K1=" + keys.publicKey()).exitCode()).isZero();
        assertThat(keys.explain(signed, "--public-key", "K2").err())
                .isEqualTo("--public-key: 'K2' is not ID=FILE, such as K2JCJMDEHXQW5F=public-key.pem\n");
    }

    @Test
    void caseOfThePath_isNamed() {
        String custom = keys.sign(URL, "--resource", "/films/7/*").replace("/films/", "/Films/");

        assertThat(keys.explain(custom).out()).startsWith("Refused (AccessDenied): the policy's resource "
                + "https://media.example.com/films/7/* covers the requested path /Films/7/a.jpg only if upper and lower "
                + "case are ignored\n"
                + "To fix it: Request the path as it was signed");
        assertThat(keys.explain(signed.replace("/films/", "/Films/")).out()).startsWith("Refused (AccessDenied): the signature "
                + "does not match: the URL was signed for the path /films/7/a.jpg, but requested with the path /Films/7/a.jpg\n");
    }

    @Test
    void cookies_areReadFromBothHeaders() {
        String query = keys.sign(URL, "--resource", "/films/7/*").split("\\?")[1];
        String sent = Stream.of(query.split("&")).map(cookie -> "CloudFront-" + cookie).collect(Collectors.joining("; "));
        String[] set = Stream.of(sent.split("; ")).flatMap(cookie -> Stream.of("--cookie", cookie + "; Path=/films/*"))
                .toArray(String[]::new);

        assertThat(keys.explain(URL, "--cookie", sent).exitCode()).isZero();
        assertThat(keys.explain(URL, "--cookie", "Cookie: a=b; " + sent).out()).contains("Signed       by cookies");
        assertThat(keys.explain(URL.replace("/7/", "/8/"), "--cookie", sent).out())
                .startsWith("Refused (AccessDenied): the policy's resource https://media.example.com/films/7/* does not cover");
        assertThat(keys.explain(Stream.concat(Stream.of(URL), Stream.of(set)).toArray(String[]::new)).out())
                .startsWith(
                        "Refused (MissingKey): the browser does not send CloudFront-Policy: its Path=/films/* contains a *");
    }

    @Test
    void keysOfTheAccount_areReadFromAwsJson() throws IOException {
        String pem = Files.readString(keys.publicKey()).replace("\n", "\\n");
        Path list = Files.writeString(directory.resolve("keys.json"),
                """
                        { "PublicKeyList": { "MaxItems": 100, "Quantity": 2, "Items": [
                          { "Id": "K1", "Name": "media", "CreatedTime": "2026-11-24T14:00:00.000Z", "EncodedKey": "%s", "Comment": "" },
                          { "Id": "K2", "Name": "media-2", "CreatedTime": "2026-11-24T14:00:00.000Z", "EncodedKey": "%s", "Comment": "" }
                        ] } }
                        """
                        .formatted(pem, pem));

        Cli explained = Cli.run("explain", signed, "--keys", list.toString());

        assertThat(explained.exitCode()).isEqualTo(2);
        assertThat(explained.out())
                .startsWith("Unknown: the signature is valid, but --keys does not say whether K1 is in the key "
                        + "group that the cache behavior trusts\nTo fix it: Check the key group, or pass its keys with "
                        + "--public-key.\n")
                .contains("unknown    Key group    a key of this account (--keys)",
                        "passed     Signature    valid, made with ECDSA and SHA-256");
        assertThat(keys.explain(signed, "--keys", list.toString()).exitCode()).as("a key of the key group, too").isZero();
        assertThat(Cli.run("explain", signed.replace("=K1", "=K3"), "--keys", list.toString()).out())
                .startsWith(
                        "Refused (InvalidKey): unknown key pair ID 'K3'; the known keys are K1, K2\nTo fix it: Sign with a key "
                                + "that --keys lists. Most likely, K3 was rotated out and deleted, and a replica or a stored URL still has "
                                + "it. Otherwise, the file is from another account, or is older than the key.\n")
                .doesNotContain("Hint: ", "Pass ", "pass the", "pass its");
        assertThat(keys.explain(signed.replace("=K1", "=K3")).out())
                .contains(
                        "\nTo fix it: If the key group has K3, too, pass its public key with --public-key K3=FILE, or all keys of "
                                + "your account with --keys FILE. Otherwise, add it to the key group, or sign with a key that is in it.\n")
                .doesNotContain("Hint: ");
        assertThat(Cli.run("explain", signed.replace("a.jpg", "b.jpg"), "--keys", list.toString()).out())
                .startsWith("Refused (AccessDenied): the signature does not match").doesNotContain("with --keys");
        for (String other : new String[] { "[]", "{", "{\"PublicKeyList\": {\"Items\": []}}", "hello" }) {
            Files.writeString(list, other);
            assertThat(Cli.run("explain", signed, "--keys", list.toString()).err()).isEqualTo(list + " does not contain public "
                    + "keys in JSON. Write it with aws cloudfront list-public-keys --output json\n");
        }
    }

    @Test
    void json_hasTheWholeExplanation() {
        assertThat(keys.explain("--json", signed + "&a=b").out()).contains("\"outcome\" : \"REFUSED\"",
                "\"code\" : \"AccessDenied\"", "\"sentence\" : \"the signature does not match: ",
                "\"remedy\" : \"Add the query ",
                "\"url\" : \"" + URL + "?a=b\"", "\"signedBy\" : \"URL\"", "\"policy\" : \"canned\"", "\"keyPairId\" : \"K1\"",
                "\"hashAlgorithm\" : \"SHA256\"", "\"expires\" : \"20", "\"name\" : \"Signature\"", "\"state\" : \"FAILED\"",
                "\"cautions\" : [ ]", "\"hints\" : [ ]").doesNotContain("notBefore");
    }

    /** Also one that is in a policy, because somebody signed a signed URL. */
    @Test
    void signatures_areNeverPrinted() {
        String secret = signed.replaceFirst(".*Signature=([^&]*).*", "$1");
        String twice = keys.sign(URL + "?x-signature=" + secret + "&token=1", "--resource",
                URL + "?x-signature=" + secret + "*");
        String own = twice.replaceFirst(".*&Signature=([^&]*).*", "$1");
        assertThat(own).hasSizeGreaterThan(90);

        for (String url : new String[] { signed, signed + "&a=b", signed.replace("Signature", "signature"),
                signed.replace("=K1", "=" + secret), signed.replace("Expires=", "Expires=" + secret), twice,
                twice.replace("token=1", "token=2"), signed.replace(secret, ""), URL + "?Policy=" + secret,
                signed.replace("&Key-Pair-Id", "%26Key-Pair-Id"), URL + "?to=Signature%253D" + secret, signed + "#" + secret,
                "/" + signed.substring(8) }) {
            for (String[] command : new String[][] { { "explain", url }, { "verify", url }, { "explain", "--json", url },
                    { "explain", url, "--public-key", "K1=" + keys.publicKey() }, { "verify", "--json", url },
                    { "explain", URL, "--cookie", "CloudFront-Signature=" + secret + "; CloudFront-Key-Pair-Id=" + secret },
                    { "explain", url, url }, { "explain", "--at", url, URL }, { "explain", "--public-key", url, URL },
                    { "explain", "--keys", url, URL }, { "explain", "--har", url }, { "keygen", "--type", url, "a" },
                    { url } }) {
                Cli run = Cli.run(command);
                assertThat(run.out() + run.err()).as(String.join(" ", command)).isNotEmpty().doesNotContain(secret, own);
            }
        }
    }

    /** Some signatures only have letters and digits, like the ID of a key. */
    @Test
    void signatureInPlaceOfTheKey_isNotPrinted() {
        String signature = "Aa1".repeat(32);
        for (String form : new String[] { "--json=false", "--json" }) {
            Cli explained = keys.explain(form, signed.replace("=K1", "=" + signature));
            assertThat(explained.exitCode()).isEqualTo(1);
            assertThat(explained.out()).contains("Key-Pair-Id").doesNotContain("Aa1Aa1");
        }
    }

    @Test
    void explain_needsAUrlOrAFile() {
        assertThat(Cli.run("explain").err()).isEqualTo("Pass a URL, or a browser's session with --har FILE\n");
        assertThat(Cli.run("explain").exitCode()).isEqualTo(2);
    }
}
