package io.quarkiverse.cloudfront.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import io.quarkiverse.cloudfront.cli.Cli;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

@Isolated("replaces the standard input")
class CheckCommandTest {

    static final String P256 = pem(NewKey.p256Pair());

    @TempDir
    private Path directory;

    private static String pem(KeyPair pair) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private Cli run(JsonObject paths, JsonObject distribution, String... more) throws IOException {
        return new Checked(directory).run(paths, distribution, more);
    }

    private String file(String name, JsonObject content) throws IOException {
        return new Checked(directory).file(name, content);
    }

    private static JsonObject config(JsonObject distribution) {
        return RealisticDistributions.config(distribution);
    }

    private static JsonObject signer(JsonObject paths) {
        return paths.getJsonArray("signers").getJsonObject(0);
    }

    /** The sentence of a pipeline whose code has a new resource. */
    @Test
    void newResource_isNamedWithMethodPathAndBehavior() throws IOException {
        JsonObject distribution = Samples.distribution(Samples.open("*", "bucket").put("TrustedKeyGroups", Samples.off()),
                Samples.restricted("/photos/*", "bucket", "G1"));
        config(distribution).getJsonObject("DefaultCacheBehavior").remove("PathPattern");

        assertThat(run(Samples.paths(), distribution)).isEqualTo(new Cli(1,
                """
                        restricted: /photos/* (org.acme.Photos#photo): the cache behavior /photos/* requires signatures of the key group G1
                        open: /films/*/* (org.acme.Films#film): the default cache behavior does not require signatures, so anyone can read /films/x/x
                          To fix it: Add a cache behavior with the path pattern /films/* in front of DistributionConfig.DefaultCacheBehavior, \
                        with TrustedKeyGroups, or set DistributionConfig.DefaultCacheBehavior.TrustedKeyGroups to {"Enabled": true, \
                        "Quantity": 1, "Items": ["KEY_GROUP_ID"]}
                        not checked: the policy of bucket.s3.eu-central-1.amazonaws.com, which decides who else may read it
                        not checked: the keys of the key group G1. Pass --key-group with the output of aws cloudfront get-key-group
                        Open: 1, mismatches: 0, not checked: 2
                        """,
                ""));
    }

    @Test
    void fileOfABuild_isRead() throws IOException {
        Path built = Path.of("../deployment/src/test/resources/cloudfront-signer/private-paths.json");

        Cli run = run(new JsonObject(Files.readString(built)), Samples.distribution());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("open: /albums/*/* (org.acme.Albums#list): the default cache behavior does not require",
                "Add a cache behavior with the path pattern /albums/* in front of",
                "not checked: the paths of org.acme.Photos#one, which are only known when it signs");
    }

    @Test
    void hiddenBehavior_isToBeMoved() throws IOException {
        JsonObject distribution = Samples.distribution(Samples.behavior("bucket"), Samples.open("*.jpg", "bucket"),
                Samples.restricted("/films/*", "bucket", "G1"), Samples.restricted("/photos/*", "bucket", "G1"));

        assertThat(run(Samples.paths(), distribution).out())
                .contains("To fix it: Move DistributionConfig.CacheBehaviors.Items[1] "
                        + "(/films/*) in front of DistributionConfig.CacheBehaviors.Items[0] (/*.jpg), or set");
    }

    @Test
    void patternThatIsOpenOnPurpose_isNotAccused() throws IOException {
        JsonObject distribution = Samples.distribution(Samples.behavior("bucket"), Samples.open("/films/posters/*", "bucket"),
                Samples.restricted("/films/*", "bucket", "G1"), Samples.restricted("/photos/*", "bucket", "G1"));

        assertThat(run(Samples.paths(), distribution).exitCode()).isEqualTo(1);
        assertThat(run(Samples.paths(), distribution, "--open", "/films/posters/*").exitCode()).isZero();
        assertThat(run(Samples.paths(), distribution, "--open", "/films/posters/*", "--open", "/a/*").exitCode()).isZero();
        assertThat(run(Samples.paths(), distribution, "--open", "/films/posters/a*").exitCode()).isEqualTo(1);
        assertThat(run(Samples.paths(), distribution, "--open", "posters").err())
                .isEqualTo("--open posters is not a path pattern. Begin it with /\n");
    }

    @Test
    void realisticDistributions_areRight() throws IOException {
        assertThat(run(Samples.paths(), RealisticDistributions.wholeSite()).exitCode()).isZero();
        assertThat(run(Samples.paths(), RealisticDistributions.legacyValues()).exitCode()).isZero();
        assertThat(run(Samples.paths(), RealisticDistributions.videoServer()).exitCode()).isZero();
        assertThat(run(RealisticDistributions.tenantPaths(), RealisticDistributions.multiTenant()).exitCode()).isZero();
        Cli gate = run(RealisticDistributions.gatePaths(false), RealisticDistributions.gate());
        assertThat(gate.exitCode()).as(gate.out()).isZero();
        assertThat(gate.out())
                .contains("note: /* (quarkus.cloudfront-signer.gate.resource): the cache behavior /api/* does not require")
                .doesNotContain("note: /* (quarkus.cloudfront-signer.gate.resource): the cache behavior /private-access/*");
    }

    @Test
    void filesOfTenants_areApart() throws IOException {
        JsonObject distribution = RealisticDistributions.multiTenant();
        config(distribution).getJsonObject("Origins").getJsonArray("Items").getJsonObject(0).put("OriginPath", "");

        assertThat(run(RealisticDistributions.tenantPaths(), distribution).out()).contains("open: /films/* "
                + "(org.acme.Films#film): the files of all tenants are in the same place at "
                + "bucket.s3.eu-central-1.amazonaws.com, so "
                + "a user of one tenant can read those of another");
        JsonObject paths = RealisticDistributions.tenantPaths();
        signer(paths).getJsonArray("paths").getJsonObject(0).put("resources",
                new JsonArray().add("https://{claim.tenant}.media.example.com/{claim.tenant}/*"));
        assertThat(run(paths, distribution).exitCode()).isZero();
    }

    @Test
    void gate_needsItsPagesAndFunction() throws IOException {
        JsonObject distribution = RealisticDistributions.gate();
        config(distribution).put("CacheBehaviors", Samples.items()).put("CustomErrorResponses", Samples.items())
                .getJsonObject("DefaultCacheBehavior").put("FunctionAssociations", Samples.items());

        Cli run = run(RealisticDistributions.gatePaths(false), distribution);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).contains("mismatch: The pages at /private-access/* are answered by the default cache behavior",
                "mismatch: The response to status 403 is not /private-access/denied, so viewers get an error",
                "mismatch: The response to status 404 is not /404.html",
                "has no function, so viewers of a page do not get its file");
        assertThat(run(RealisticDistributions.gatePaths(true), distribution).out())
                .contains("has no function, so users whose logins are revoked can still read /*");
    }

    @Test
    void functionOfAnotherKind_isNotChecked() throws IOException {
        JsonObject distribution = RealisticDistributions.gate();
        config(distribution).getJsonObject("DefaultCacheBehavior").put("FunctionAssociations", Samples.items())
                .put("LambdaFunctionAssociations", Samples.items(new JsonObject().put("EventType", "viewer-request")
                        .put("LambdaFunctionARN", "arn:aws:lambda:us-east-1:1:function:f:1")));

        Cli run = run(RealisticDistributions.gatePaths(true), distribution);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("not checked: whether arn:aws:lambda:us-east-1:1:function:f:1 does what viewer-request.js");
    }

    @Test
    void function_needsRuntimeAndStore() throws IOException {
        String right = file("right.json", Samples.function(RealisticDistributions.FUNCTION, "cloudfront-js-2.0", true));
        String old = file("old.json", Samples.function(RealisticDistributions.FUNCTION, "cloudfront-js-1.0", false));
        JsonObject paths = RealisticDistributions.gatePaths(true);

        assertThat(run(paths, RealisticDistributions.gate(), "--function", right, "--function",
                file("other.json", Samples.function("arn:other", "cloudfront-js-1.0", false))).out())
                .doesNotContain("the function arn");
        assertThat(run(paths, RealisticDistributions.gate()).out()).contains("not checked: the function "
                + RealisticDistributions.FUNCTION + ". Pass --function");
        assertThat(run(paths, RealisticDistributions.gate(), "--function", old).out()).contains("mismatch: The function "
                + RealisticDistributions.FUNCTION + " has the runtime cloudfront-js-1.0, in which",
                "open: The function " + RealisticDistributions.FUNCTION + " has no key value store, so it does not know which");
    }

    @Test
    void keys_areThoseOfTheGroups() throws IOException {
        String keys = file("keys.json", Samples.publicKeys(Map.of("K1", P256)));
        String group = file("group.json", Samples.keyGroup("G1", "K1"));
        String empty = file("empty.json", Samples.keyGroup("G1"));
        String unknown = file("unknown.json", Samples.keyGroup("G1", "K7"));

        Cli right = run(Samples.paths(), Samples.distribution(), "--key-group", group, "--public-keys", keys);
        assertThat(right.exitCode()).isZero();
        assertThat(right.out()).contains("requires signatures of the key group G1 (K1)").doesNotContain("--key-group");
        assertThat(run(Samples.paths(), Samples.distribution(), "--key-group", empty).out())
                .contains("mismatch: The key group G1 has no public key, so CloudFront refuses every signature");
        assertThat(run(Samples.paths(), Samples.distribution(), "--key-group", unknown, "--public-keys", keys).out())
                .contains("not checked: the public key K7 of the key group G1, which the file of public keys does not contain");
        assertThat(
                run(Samples.paths(), Samples.distribution(), "--key-group", file("unused.json", Samples.keyGroup("G2", "K1")))
                        .out())
                .contains("mismatch: No cache behavior trusts the key group G2, so CloudFront refuses what its keys sign",
                        "not checked: the keys of the key group G1.");
        JsonObject rsa = Samples.paths();
        signer(rsa).put("rsaOnly", true);
        assertThat(run(rsa, Samples.distribution(), "--key-group", group, "--public-keys", keys).out())
                .contains("mismatch: The key group G1 has no RSA key, but the signer <default> makes signatures with SHA-1");
    }

    @Test
    void behaviorsWithoutACommonKey_areAMismatch() throws IOException {
        JsonObject distribution = Samples.distribution(Samples.behavior("bucket"),
                Samples.restricted("/films/*", "bucket", "G1"),
                Samples.restricted("/photos/*", "bucket", "G2"));
        String first = file("first.json", Samples.keyGroup("G1", "K1", "K2"));

        assertThat(run(Samples.paths(), distribution, "--key-group", first, "--key-group",
                file("other.json", Samples.keyGroup("G2", "K3"))).out())
                .contains(
                        "mismatch: the cache behavior /films/* requires signatures of the key group G1 (K1, K2), and the cache "
                                + "behavior /photos/* requires signatures of the key group G2 (K3), so CloudFront refuses "
                                + "some");
        Cli another = run(Samples.paths(), Samples.distribution(), "--key-group", first, "--key-group",
                file("another.json", Samples.keyGroup("G3", "K3")));
        assertThat(another.out()).contains("note: No cache behavior trusts the key group G3");
        assertThat(another.exitCode()).isZero();
        assertThat(run(Samples.paths(), distribution, "--key-group", first, "--key-group",
                file("same.json", Samples.keyGroup("G2", "K2"))).exitCode()).isZero();
    }

    @Test
    void downloads_needTheirQueryStrings() throws IOException {
        JsonObject paths = Samples.paths();
        signer(paths).getJsonArray("paths").getJsonObject(0).put("queryStrings",
                new JsonArray().add("response-content-disposition"));

        assertThat(run(paths, Samples.distribution()).out()).contains("mismatch: /films/*/* (org.acme.Films#film): the cache "
                + "behavior /films/* does not have the query strings response-content-disposition in its cache key");
        JsonObject distribution = Samples.distribution();
        config(distribution).getJsonObject("CacheBehaviors").getJsonArray("Items").getJsonObject(0).put("CachePolicyId", "own");
        assertThat(run(paths, distribution).exitCode()).isZero();
        config(distribution).getJsonObject("CacheBehaviors").getJsonArray("Items").getJsonObject(0).put("CachePolicyId",
                Samples.CACHING_DISABLED).put("OriginRequestPolicyId", "own");
        assertThat(run(paths, distribution).out())
                .contains("not checked: whether the origin request policy of the cache behavior "
                        + "/films/* forwards response-content-disposition");
    }

    @Test
    void scriptsOfOtherOrigins_needOptions() throws IOException {
        JsonObject paths = Samples.paths();
        signer(paths).getJsonArray("paths").getJsonObject(0).put("methods", new JsonArray().add("GET").add("OPTIONS"));

        assertThat(run(paths, Samples.distribution()).out()).contains("mismatch: /films/*/* (org.acme.Films#film): the cache "
                + "behavior /films/* does not allow GET, OPTIONS");
    }

    @Test
    void unknownPlace_isOnlyOpen_ifEverythingIs() throws IOException {
        JsonObject paths = Samples.paths(Samples.signer().put("unknown", new JsonArray().add("org.acme.Photos#one")));

        assertThat(run(paths, Samples.distribution())).satisfies(run -> assertThat(run.exitCode()).isZero())
                .satisfies(run -> assertThat(run.out()).contains("not checked: the paths of org.acme.Photos#one"));
        assertThat(run(paths, Samples.distribution(Samples.behavior("bucket")))).satisfies(
                run -> assertThat(run.exitCode()).isEqualTo(1)).satisfies(
                        run -> assertThat(run.out())
                                .contains(
                                        "open: org.acme.Photos#one: no cache behavior requires signatures, so anyone can "
                                                + "read"));
    }

    @Test
    void signerOfAnotherDistribution_isNotChecked() throws IOException {
        JsonObject paths = Samples.paths();
        paths.getJsonArray("signers").add(Samples.signer(Samples.path("/secret/*", "/secret/*", "a", "/secret/*"))
                .put("signer", "other").put("url", "https://other.example.com:8443/"));

        Cli run = run(paths, Samples.distribution());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("not checked: the signer other, because the distribution does not have its host "
                + "other.example.com");
        assertThat(run(paths, Samples.distribution(), "--signer", "other").out()).contains("open: /secret/* (a): ");
        assertThat(run(paths, Samples.distribution(), "--signer", "none").err())
                .isEqualTo("--signer none is not one of <default>, other\n");
    }

    @Test
    void quotasThatAreUsedUp_areNotReported() throws IOException {
        JsonObject[] behaviors = Stream
                .concat(Stream.of(Samples.restricted("/films/*", "bucket", "G1", "G2", "G3", "G4")),
                        IntStream.range(0, 73).mapToObj(i -> Samples.restricted("/photos/*", "bucket", "G1")))
                .toArray(JsonObject[]::new);

        Cli run = run(Samples.paths(), Samples.distribution(Samples.behavior("bucket"), behaviors), "--key-group",
                file("group.json", Samples.keyGroup("G1", "1", "2", "3", "4", "5")));
        assertThat(run.out()).doesNotContain("default quota");
    }

    @Test
    void quotas_areCounted() throws IOException {
        JsonObject[] behaviors = Stream
                .concat(Stream.of(Samples.restricted("/films/*", "bucket", "G1", "G2", "G3", "G4", "G5")),
                        IntStream.range(0, 75).mapToObj(i -> Samples.restricted("/photos/*", "bucket", "G1")))
                .toArray(JsonObject[]::new);

        Cli run = run(Samples.paths(), Samples.distribution(Samples.behavior("bucket"), behaviors), "--key-group",
                file("group.json", Samples.keyGroup("G1", "1", "2", "3", "4", "5", "6")));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("note: The distribution has 77 cache behaviors, but AWS's default quota is 75",
                "note: For the cache behavior /films/*, there are 5 key groups, but AWS's default quota is 4",
                "note: The key group G1 has 6 public keys, but AWS's default quota is 5", "cloudfront-limits.html");
    }

    @Test
    void json_hasEachFinding() throws IOException {
        JsonObject distribution = Samples.distribution();
        config(distribution).put("CacheBehaviors", Samples.items());

        JsonObject json = new JsonObject(run(Samples.paths(), distribution, "--json").out());
        assertThat(json.fieldNames()).containsExactly("restricted", "findings", "notChecked");
        assertThat(json.getJsonArray("findings")).hasSize(2);
        assertThat(json.getJsonArray("findings").getJsonObject(0).getMap()).containsEntry("kind", "OPEN")
                .containsOnlyKeys("kind", "sentence", "remedy");
    }

    @Test
    void distribution_comesFromTheStandardInput() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Samples.distribution().encode().getBytes(StandardCharsets.UTF_8)));
        try {
            assertThat(Cli.run("check", "--paths", file("paths.json", Samples.paths()), "--distribution", "-").exitCode())
                    .isZero();
            assertThat(Cli.run("check", "--paths", "-", "--distribution", "-").err())
                    .isEqualTo("Only one file can be -, which is standard input\n");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void distributionOfGetDistribution_isRead() throws IOException {
        assertThat(run(Samples.paths(), new JsonObject().put("ETag", "E1").put("Distribution", new JsonObject().put("Id", "E1")
                .put("DistributionConfig", config(Samples.distribution())))).exitCode()).isZero();
    }

    @Test
    void wrongFile_isNamedWithTheCommandThatMakesIt() throws IOException {
        String file = Files.writeString(directory.resolve("page.html"), "<!DOCTYPE html>").toString();

        assertThat(Cli.run("check", "--paths", file("paths.json", Samples.paths()), "--distribution", file).err())
                .isEqualTo(file
                        + ": it does not contain a JSON object. Write it with aws cloudfront get-distribution-config --id ID "
                        + "--output json\n");
        assertThat(run(Samples.paths(), new JsonObject()).err()).endsWith(
                "distribution.json: it has no DefaultCacheBehavior. Write it with aws cloudfront get-distribution-config --id ID "
                        + "--output json\n");
        assertThat(run(new JsonObject().put("format", 2), Samples.distribution()).err()).contains(
                "private-paths.json: format is not 1, so this is another file, or was written by another version. Write it "
                        + "with a "
                        + "build with quarkus.cloudfront-signer.go-live.enabled=true");
        JsonObject distribution = Samples.distribution();
        config(distribution).getJsonObject("DefaultCacheBehavior").put("TargetOriginId", "gone");
        assertThat(run(Samples.paths(), distribution).err()).contains(
                "DistributionConfig.DefaultCacheBehavior.TargetOriginId is gone, which is not in Origins");
    }
}
