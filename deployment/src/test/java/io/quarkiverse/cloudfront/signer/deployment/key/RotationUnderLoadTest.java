package io.quarkiverse.cloudfront.signer.deployment.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.Delivery;
import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.deployment.RunningJar;
import io.quarkiverse.cloudfront.signer.deployment.method.Viewers;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.ProdBuildResults;
import io.quarkus.test.ProdModeTestResults;
import io.quarkus.test.QuarkusProdModeTest;
import io.smallrye.mutiny.Uni;

/**
 * Rotates the keys of two replicas of a packaged application in every way, while viewers request URLs and cookies. No request
 * fails, and the edge accepts everything that was signed.
 */
@Tag("nightly")
class RotationUnderLoadTest {

    private static final String PREFIX = "quarkus.cloudfront-signer.";
    private static final String LOCATION = "private-key-location";

    /** Expiries are multiples of it, too, so that replicas return equal ones. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    /** The time to start two replicas, and to replace keys before a planned switch, on an otherwise idle machine. */
    private static final Duration SHORTEST_TIME = Duration.ofSeconds(16);

    @RegisterExtension
    static final QuarkusProdModeTest TEST = new QuarkusProdModeTest()
            .withApplicationRoot(root -> root.addClasses(Pictures.class, PlannedRsaUrls.class, PlannedRsaCookies.class,
                    PlannedEcUrls.class, PlannedEcCookies.class, FileRsaUrls.class, FileRsaCookies.class, FileEcUrls.class,
                    FileEcCookies.class, MountedRsaUrls.class, MountedRsaCookies.class, MountedEcUrls.class,
                    MountedEcCookies.class))
            .overrideConfigKey("quarkus.cloudfront-signer.allow-anonymous", "true")
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-rest", System.getProperty("version.quarkus"))));

    @ProdBuildResults
    ProdModeTestResults built;

    @TempDir
    java.nio.file.Path root;

    /**
     * @param prefix of the properties of the key that is read again
     */
    private record Signer(String name, boolean planned, String prefix, KeyPair first, KeyPair second, RotatedKey place) {

        String property() {
            return prefix + LOCATION;
        }

        void putSecond() throws IOException {
            place.put(next(), RotatedKey.pem(second));
        }

        KeyGroup keyGroup() {
            return new KeyGroup(name, Map.<String, PublicKey> of(old(), first.getPublic(), next(), second.getPublic()));
        }

        String old() {
            return id(RotatedKey.OLD, name);
        }

        String next() {
            return id(RotatedKey.NEW, name);
        }

        /** Each key has an ID of its own. */
        static String id(String key, String name) {
            return key + name.replace("-", "").toUpperCase(Locale.ROOT);
        }
    }

    private interface Breaking {

        void breakKey(Signer signer) throws IOException;
    }

    private static Signer signer(java.nio.file.Path directory, String rotation, String algorithm)
            throws IOException, NoSuchAlgorithmException {
        KeyPairGenerator keys = KeyPairGenerator.getInstance(algorithm);
        keys.initialize(algorithm.equals("RSA") ? 2048 : 256);
        String name = rotation + "-" + algorithm.toLowerCase(Locale.ROOT);
        boolean planned = rotation.equals("planned");
        java.nio.file.Path path = directory.resolve(name);
        Signer signer = new Signer(name, planned,
                PREFIX + "\"" + name + "\"." + (planned ? "keys.\"" + Signer.id(RotatedKey.NEW, name) + "\"." : ""),
                keys.generateKeyPair(), keys.generateKeyPair(),
                rotation.equals("mounted") ? new RotatedKey.Mounted(path) : new RotatedKey.InFile(path));
        if (planned) {
            signer.putSecond();
        } else {
            signer.place.put(signer.old(), RotatedKey.pem(signer.first));
        }
        return signer;
    }

    private static Map<String, String> properties(List<Signer> signers, Instant activeFrom) {
        Map<String, String> properties = new LinkedHashMap<>();
        for (Signer signer : signers) {
            String prefix = PREFIX + "\"" + signer.name + "\".";
            properties.put(prefix + "url", "https://media.example.com");
            properties.put(prefix + "reload-period", "1s");
            properties.put(prefix + "expires-in", LIFE.toString());
            properties.put(prefix + "expiry-window", LIFE.toString());
            properties.put(signer.property(), signer.place.location().toString());
            if (signer.planned) {
                properties.put(prefix + "key-pair-id", signer.old());
                properties.put(prefix + "private-key", RotatedKey.pem(signer.first));
                properties.put(signer.prefix + "active-from", activeFrom.toString());
            }
        }
        return properties;
    }

    /** On a loaded machine, the planned switch is later. */
    @Test
    void rotationUnderLoad_losesNoRequest() throws Exception {
        Duration time = SHORTEST_TIME;
        while (!rotate(Files.createDirectory(root.resolve(time.toString())), time)) {
            time = time.multipliedBy(2);
        }
    }

    /**
     * @return whether the keys were damaged and replaced before the planned switch
     */
    private boolean rotate(java.nio.file.Path directory, Duration untilSwitch) throws Exception {
        List<Signer> signers = new ArrayList<>();
        for (String rotation : List.of("planned", "file", "mounted")) {
            signers.add(signer(directory, rotation, "RSA"));
            signers.add(signer(directory, rotation, "EC"));
        }
        Instant activeFrom = Instant.now().plus(untilSwitch).truncatedTo(ChronoUnit.MILLIS);
        Map<String, String> properties = properties(signers, activeFrom);
        java.nio.file.Path jar = built.getBuiltArtifactPath();
        List<Viewers.Answers> answers;
        Instant replacing;
        Instant replaced;
        try (RunningJar one = RunningJar.start(jar, properties, directory.resolve("one.log"));
                RunningJar other = RunningJar.start(jar, properties, directory.resolve("other.log"));
                Viewers viewers = new Viewers(paths(signers), one.port(), other.port())) {
            List<RunningJar> replicas = List.of(one, other);
            viewers.awaitEachPath();
            breakKeys(signers, replicas);
            replacing = Instant.now();
            replaceKeys(signers, replicas);
            replaced = Instant.now();
            if (!replaced.isBefore(activeFrom)) {
                return false;
            }
            Thread.sleep(Duration.between(replaced, activeFrom).toMillis() + 1);
            viewers.awaitEachPath();
            answers = viewers.stop();
            assertNoneFailed(answers);
            assertEachProblemIsToldOnce(signers, replicas);
        }

        for (Signer signer : signers) {
            List<Granted> granted = verify(signer, answers);
            assertSwitched(signer, granted, signer.planned ? activeFrom : replacing, signer.planned ? activeFrom : replaced);
            assertReplicasAgree(granted, signer.planned ? activeFrom : null);
        }
        return true;
    }

    private static List<String> paths(List<Signer> signers) {
        List<String> paths = new ArrayList<>();
        for (Signer signer : signers) {
            for (String method : List.of("blocking", "reactive")) {
                paths.add("/" + signer.name + "/urls/" + method);
                paths.add("/" + signer.name + "/cookies/" + method);
            }
        }
        return paths;
    }

    private static void breakKeys(List<Signer> signers, List<RunningJar> replicas) throws Exception {
        breakKeys(signers, replicas, "may be cut off", signer -> {
            String pem = RotatedKey.pem(signer.second);
            signer.place.put(signer.next(), pem.substring(0, pem.length() / 2));
        });
        breakKeys(signers, replicas, "is a public key", signer -> signer.place.put(signer.next(),
                RotatedKey.pem("PUBLIC KEY", signer.second.getPublic())));
        breakKeys(signers, replicas, "does not exist", signer -> signer.place.remove());
    }

    private static void breakKeys(List<Signer> signers, List<RunningJar> replicas, String problem, Breaking breaking)
            throws Exception {
        for (Signer signer : signers) {
            breaking.breakKey(signer);
        }
        for (RunningJar replica : replicas) {
            for (Signer signer : signers) {
                replica.await(line -> tells(line, signer, problem));
            }
        }
    }

    private static boolean tells(String line, Signer signer, String problem) {
        return line.startsWith("WARN " + signer.property() + " ") && line.contains(problem)
                && line.endsWith(". Key pair " + (signer.planned ? signer.next() : signer.old()) + " stays in use");
    }

    private static void replaceKeys(List<Signer> signers, List<RunningJar> replicas) throws Exception {
        for (Signer signer : signers) {
            signer.putSecond();
        }
        for (RunningJar replica : replicas) {
            for (Signer signer : signers) {
                replica.await(line -> line.equals("INFO " + signer.property() + " is valid again"));
            }
        }
    }

    private static void assertNoneFailed(List<Viewers.Answers> answers) {
        for (Viewers.Answers both : answers) {
            assertThat(both.one().status()).as("%s", both).isEqualTo(200);
            assertThat(both.other().status()).as("%s", both).isEqualTo(200);
        }
    }

    private static void assertEachProblemIsToldOnce(List<Signer> signers, List<RunningJar> replicas) throws IOException {
        for (RunningJar replica : replicas) {
            // other warnings are about a loaded machine
            List<String> warnings = replica.log().stream().filter(line -> line.startsWith("WARN " + PREFIX)).toList();
            for (Signer signer : signers) {
                for (String problem : List.of("may be cut off", "is a public key", "does not exist")) {
                    assertThat(warnings).filteredOn(line -> tells(line, signer, problem)).hasSize(1);
                }
                assertThat(replica.log()).filteredOn(line -> line.startsWith("INFO The signer \"" + signer.name
                        + "\" switched to key pair " + signer.next() + " at ")).hasSize(1);
            }
            assertThat(warnings).hasSize(3 * signers.size());
        }
    }

    /**
     * The responses of both replicas to the same request, and the edge's verdicts on them.
     */
    private record Granted(Viewers.Answer one, Verdict.Allowed ofOne, Viewers.Answer other, Verdict.Allowed ofOther) {
    }

    private static List<Granted> verify(Signer signer, List<Viewers.Answers> answers) {
        KeyGroup keyGroup = signer.keyGroup();
        List<Granted> granted = new ArrayList<>();
        for (Viewers.Answers both : answers) {
            if (both.path().startsWith("/" + signer.name + "/")) {
                Verdict.Allowed one = verify(both.path(), both.one(), keyGroup);
                Verdict.Allowed other = both.other().grant().equals(both.one().grant()) ? one
                        : verify(both.path(), both.other(), keyGroup);
                granted.add(new Granted(both.one(), one, both.other(), other));
            }
        }
        return granted;
    }

    private static Verdict.Allowed verify(String path, Viewers.Answer answer, KeyGroup keyGroup) {
        String picture = "/albums/" + path.substring(path.lastIndexOf('/') + 1) + ".jpg";
        String target = answer.grant().replaceFirst("^https://media.example.com", "");
        List<ViewerRequest.Cookie> cookies = List.of();
        if (path.contains("/cookies/")) {
            target = picture;
            cookies = answer.grant().lines()
                    .map(cookie -> ViewerRequest.Cookie.parse(cookie.substring(0, cookie.indexOf(';'))).get(0)).toList();
        }
        Verdict verdict = new Verifier(Clock.systemUTC()).verify(
                new ViewerRequest("https", "media.example.com", target, cookies, "203.0.113.1"), keyGroup);
        assertThat(verdict).as("%s: %s", path, answer).isInstanceOf(Verdict.Allowed.class);
        Verdict.Allowed allowed = (Verdict.Allowed) verdict;
        assertThat(allowed.target()).isEqualTo(picture);
        return allowed;
    }

    /**
     * The old key signs until the first instant, and the new one from the last instant on. All processes have the same clock,
     * so only the duration of a request is tolerated.
     */
    private static void assertSwitched(Signer signer, List<Granted> granted, Instant first, Instant last) {
        TreeSet<String> keyPairIds = new TreeSet<>();
        for (Granted both : granted) {
            keyPairIds.add(both.ofOne.keyPairId());
            assertSwitched(signer, both.one, both.ofOne.keyPairId(), first, last);
            assertSwitched(signer, both.other, both.ofOther.keyPairId(), first, last);
        }
        assertThat(keyPairIds).containsExactly(signer.old(), signer.next());
    }

    private static void assertSwitched(Signer signer, Viewers.Answer answer, String keyPairId, Instant first, Instant last) {
        if (answer.received().isBefore(first)) {
            assertThat(keyPairId).as("signed before %s", first).isEqualTo(signer.old());
        } else if (!answer.sent().isBefore(last)) {
            assertThat(keyPairId).as("signed after %s", last).isEqualTo(signer.next());
        }
    }

    /**
     * If both signed with the same key and for the same expiry, the bytes are equal. This is always the case, except at the
     * very instant of a switch.
     *
     * @param activeFrom null if each replica switches when it reads the key
     */
    private static void assertReplicasAgree(List<Granted> granted, Instant activeFrom) {
        int equal = 0;
        for (Granted both : granted) {
            if (both.one.grant().equals(both.other.grant())) {
                equal++;
                continue;
            }
            boolean keysMayDiffer = activeFrom == null || isDuring(activeFrom, both);
            boolean keysDiffer = !both.ofOne.keyPairId().equals(both.ofOther.keyPairId());
            boolean expiriesDiffer = !both.ofOne.policy().expires().equals(both.ofOther.policy().expires());
            long window = LIFE.toSeconds();
            Instant lastWindow = Instant.ofEpochSecond(both.other.received().getEpochSecond() / window * window);
            assertThat(keysMayDiffer && keysDiffer || expiriesDiffer && isDuring(lastWindow, both)).as("%s", both).isTrue();
        }
        assertThat(equal).isGreaterThan(granted.size() / 2);
    }

    private static boolean isDuring(Instant instant, Granted both) {
        return !instant.isBefore(both.one.sent()) && !instant.isAfter(both.other.received());
    }

    public abstract static class Pictures {

        @GET
        @Path("blocking/{number}")
        public String blocking(@PathParam("number") int number) {
            return picture(number);
        }

        @GET
        @Path("reactive/{number}")
        public Uni<String> reactive(@PathParam("number") int number) {
            return Uni.createFrom().item(picture(number));
        }

        private static String picture(int number) {
            return "/albums/" + number + ".jpg";
        }
    }

    @Path("planned-rsa/urls")
    @SignedResource(signer = "planned-rsa")
    public static class PlannedRsaUrls extends Pictures {
    }

    @Path("planned-rsa/cookies")
    @SignedResource(signer = "planned-rsa", delivery = Delivery.COOKIES, resource = "/albums/*")
    public static class PlannedRsaCookies extends Pictures {
    }

    @Path("planned-ec/urls")
    @SignedResource(signer = "planned-ec")
    public static class PlannedEcUrls extends Pictures {
    }

    @Path("planned-ec/cookies")
    @SignedResource(signer = "planned-ec", delivery = Delivery.COOKIES, resource = "/albums/*")
    public static class PlannedEcCookies extends Pictures {
    }

    @Path("file-rsa/urls")
    @SignedResource(signer = "file-rsa")
    public static class FileRsaUrls extends Pictures {
    }

    @Path("file-rsa/cookies")
    @SignedResource(signer = "file-rsa", delivery = Delivery.COOKIES, resource = "/albums/*")
    public static class FileRsaCookies extends Pictures {
    }

    @Path("file-ec/urls")
    @SignedResource(signer = "file-ec")
    public static class FileEcUrls extends Pictures {
    }

    @Path("file-ec/cookies")
    @SignedResource(signer = "file-ec", delivery = Delivery.COOKIES, resource = "/albums/*")
    public static class FileEcCookies extends Pictures {
    }

    @Path("mounted-rsa/urls")
    @SignedResource(signer = "mounted-rsa")
    public static class MountedRsaUrls extends Pictures {
    }

    @Path("mounted-rsa/cookies")
    @SignedResource(signer = "mounted-rsa", delivery = Delivery.COOKIES, resource = "/albums/*")
    public static class MountedRsaCookies extends Pictures {
    }

    @Path("mounted-ec/urls")
    @SignedResource(signer = "mounted-ec")
    public static class MountedEcUrls extends Pictures {
    }

    @Path("mounted-ec/cookies")
    @SignedResource(signer = "mounted-ec", delivery = Delivery.COOKIES, resource = "/albums/*")
    public static class MountedEcCookies extends Pictures {
    }
}
