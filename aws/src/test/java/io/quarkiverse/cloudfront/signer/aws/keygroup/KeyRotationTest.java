package io.quarkiverse.cloudfront.signer.aws.keygroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.quarkiverse.cloudfront.signer.aws.keygroup.KeyRotation.Rotated;
import io.quarkiverse.cloudfront.signer.fixtures.LoopbackServer;
import software.amazon.awssdk.services.cloudfront.CloudFrontClient;

/** A rotation, and all that must not happen in one. */
@Tag("slow")
class KeyRotationTest {

    private static final Instant PAST = Instant.now().minusSeconds(5);

    private final RotatedGroup group = new RotatedGroup();
    private final PublicKey key = RotatedGroup.publicKey();

    @AfterEach
    void close() {
        group.close();
    }

    private record EncodedPublicKey(byte[] getEncoded) implements PublicKey {

        @Override
        public String getAlgorithm() {
            return "unknown";
        }

        @Override
        public String getFormat() {
            return "X.509";
        }
    }

    private Rotated introduce() {
        return group.rotation.introduce(key, Optional.empty());
    }

    private Rotated finish() {
        return group.rotation.finish(key, Optional.empty(), PAST);
    }

    private static void assertRefused(ThrowingCallable step, String message) {
        assertThatThrownBy(step).isInstanceOf(RotationException.class).hasMessageContaining(message)
                .extracting(e -> ((RotationException) e).isRefused()).isEqualTo(true);
    }

    private static void assertUnknown(ThrowingCallable step, String message) {
        assertThatThrownBy(step).isInstanceOf(RotationException.class).hasMessageContaining(message)
                .extracting(e -> ((RotationException) e).isRefused()).isEqualTo(false);
    }

    @Test
    void newKey_isAddedAndDeployed() {
        group.cloudFront.deployAfter(3);

        Rotated rotated = introduce();

        assertThat(rotated.keyPairId()).isEqualTo("KEY2");
        assertThat(rotated.previous()).isEqualTo(group.old);
        assertThat(rotated.trusted()).containsExactly(group.old, "KEY2");
        assertThat(rotated.distributions()).containsExactly(group.distribution);
        assertThat(rotated.at()).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(group.cloudFront.activeIn(group.distribution)).containsExactly(group.old, "KEY2");
        assertThat(group.cloudFront.commentOf(group.id)).as("what is not changed").isEqualTo("a comment");
        assertThat(group.progress).containsSubsequence("Uploaded the public key KEY2",
                "Changed the key group group-1 (name of group-1) from KEY1 to KEY1, KEY2",
                "Waiting until KEY2 is accepted in DIST1");
    }

    @Test
    void stepsThatAreComplete_changeNothing() {
        Rotated first = introduce();
        Rotated second = introduce();
        assertThat(second.trusted()).isEqualTo(first.trusted());
        assertThat(second.previous()).isEqualTo(group.old);
        assertThat(group.cloudFront.recorded().stream().filter(request -> request.isChange())).hasSize(2);

        Rotated finished = finish();
        assertThat(finished.trusted()).containsExactly("KEY2");
        assertThat(group.cloudFront.publicKeys()).containsExactly("KEY2");
        assertThat(group.cloudFront.activeIn(group.distribution)).containsExactly("KEY2");
        assertThat(group.progress).endsWith("Deleted the public key KEY1");
        assertThat(finish()).usingRecursiveComparison().ignoringFields("at").isEqualTo(finished);
        assertThat(group.cloudFront.recorded().stream().filter(request -> request.isChange())).hasSize(4);
    }

    @Test
    void keyThatIsUploadedAlready_isUsed() {
        String uploaded = group.cloudFront.upload(key, Duration.ofHours(1));

        assertThat(introduce().keyPairId()).isEqualTo(uploaded);
        assertThat(group.cloudFront.publicKeys()).hasSize(2);
        // nobody has noted what it replaces
        assertUnknown(this::finish,
                "CloudFront has no record of the key that KEY2 replaces. Add --old with the ID of that key. The key group "
                        + "group-1 (name of group-1) has KEY1, KEY2");
        assertThat(group.rotation.finish(key, Optional.of(group.old), PAST).trusted())
                .containsExactly(uploaded);
    }

    /** Somebody has uploaded the key twice, and added it to the key group by hand. */
    @Test
    void keyOfTheKeyGroup_isUsed_andReplacesTheOther() {
        group.cloudFront.upload(key, Duration.ofHours(1));
        String used = group.cloudFront.upload(key, Duration.ofHours(1));
        String other = group.cloudFront.createGroup(group.old, used);
        group.cloudFront.createDistribution(other);
        try (KeyRotation rotation = group.rotation(other)) {
            Rotated rotated = rotation.introduce(key, Optional.empty());

            assertThat(rotated.keyPairId()).isEqualTo(used);
            assertThat(rotated.previous()).isEqualTo(group.old);
        }
        assertThat(group.cloudFront.recorded()).noneMatch(request -> request.isChange());
    }

    /** CloudFront may accept keys of forms that this version does not know. */
    @Test
    void keysThatCannotBeRead_areNotTakenForTheNewOne() {
        PublicKey unknown = new EncodedPublicKey("form of the future".getBytes(StandardCharsets.US_ASCII));
        group.cloudFront.upload(unknown, RotatedGroup.AGE);

        assertThat(introduce().keyPairId()).isEqualTo("KEY3");
    }

    @Test
    void noteOfAnotherKeyGroup_doesNotCount() {
        introduce();
        String shared = group.cloudFront.createGroup(group.cloudFront.upload(RotatedGroup.publicKey(), RotatedGroup.AGE),
                group.cloudFront.upload(RotatedGroup.publicKey(), RotatedGroup.AGE));
        group.cloudFront.createDistribution(shared);
        try (KeyRotation rotation = group.rotation(shared)) {
            assertThat(rotation.introduce(key, Optional.empty()).previous()).isNull();
        }
    }

    /** CloudFront returns lists in pages. */
    @Test
    void allDistributionsAndKeyGroups_areFound() {
        List<String> distributions = List.of(group.distribution, group.cloudFront.createDistribution(group.id),
                group.cloudFront.createDistribution(group.id), group.cloudFront.createDistribution(group.id),
                group.cloudFront.createDistribution(group.id));
        List<String> others = Stream.generate(() -> group.cloudFront.createGroup(group.old)).limit(4).toList();

        assertThat(introduce().distributions()).isEqualTo(distributions);
        assertThat(distributions).allSatisfy(
                distribution -> assertThat(group.cloudFront.activeIn(distribution)).containsExactly(group.old, "KEY2"));
        assertThat(finish().kept()).isEqualTo(others);
    }

    @Test
    void finish_beforeTheTime_isRefused() {
        introduce();

        assertRefused(() -> group.rotation.finish(key, Optional.empty(), Instant.now().plusSeconds(90)),
                "KEY1 is needed until ");
        assertRefused(() -> group.rotation.finish(key, Optional.empty(), Instant.now().minus(Duration.ofHours(2))),
                " is before the upload of KEY2, which was at ");
        assertThat(group.cloudFront.keysOf(group.id)).containsExactly(group.old, "KEY2");
    }

    /** The time is when the last signature of the old key expires, which cannot be when the new one was uploaded. */
    @Test
    void finish_atTheMomentOfTheUpload_isRefused() {
        introduce();
        try (CloudFrontClient client = RotatedGroup.client(group.cloudFront.endpoint())) {
            Instant uploaded = new CloudFrontKeys(client).find(key).get(0).created();

            assertRefused(() -> group.rotation.finish(key, Optional.empty(), uploaded),
                    uploaded + " is before the upload of KEY2");
            assertThat(group.rotation.finish(key, Optional.empty(), uploaded.plusNanos(1)).trusted()).containsExactly("KEY2");
        }
    }

    /** The clock of this machine can be wrong. */
    @Test
    void time_isThatOfCloudFront() {
        introduce();

        try (KeyRotation rotation = group.rotationAhead(Duration.ofHours(2))) {
            Rotated finished = rotation.finish(key, Optional.empty(), Instant.now().plus(Duration.ofHours(1)));
            assertThat(finished.trusted()).containsExactly("KEY2");
            assertThat(finished.at()).isAfter(Instant.now().plus(Duration.ofHours(1)));
        }
    }

    @Test
    void finish_withoutTheNewKey_isRefused() {
        assertRefused(this::finish, "The new key is not in the key group group-1 (name of group-1). Run the command without "
                + "--finish first");
        group.cloudFront.upload(key, Duration.ZERO);
        assertRefused(this::finish, "The new key is not in the key group");
        introduce();
        assertRefused(() -> group.rotation.finish(key, Optional.of("KEY2"), PAST), "--old KEY2 is the new key");
    }

    /** It could belong to another rotation, which has not come to its key group yet. */
    @Test
    void keyOutsideOfTheKeyGroup_isNotDeleted() {
        String other = group.cloudFront.upload(RotatedGroup.publicKey(), Duration.ofDays(1));
        introduce();

        assertUnknown(() -> group.rotation.finish(key, Optional.of(other), PAST),
                "--old KEY2 is not a key of this key group. The key group group-1 (name of group-1) has KEY1, KEY3");
        assertThat(group.cloudFront.publicKeys()).contains(other);
    }

    @Test
    void previousKeyOfAnotherKeyGroup_isNotDeleted() {
        String other = group.cloudFront.createGroup(group.old);
        introduce();

        Rotated finished = finish();

        assertThat(finished.trusted()).containsExactly("KEY2");
        assertThat(finished.kept()).containsExactly(other);
        assertThat(group.cloudFront.publicKeys()).contains(group.old);
    }

    @Test
    void severalKeys_needTheOldOne() {
        String second = group.cloudFront.upload(RotatedGroup.publicKey(), RotatedGroup.AGE);
        String shared = group.cloudFront.createGroup(group.old, second);
        group.cloudFront.createDistribution(shared);
        try (KeyRotation rotation = group.rotation(shared)) {
            assertThat(rotation.introduce(key, Optional.empty()).previous()).isNull();
            assertThat(rotation.introduce(key, Optional.empty()).previous()).isNull();
            assertUnknown(() -> rotation.finish(key, Optional.empty(), PAST), "Add --old with the ID of that key");
            assertThat(rotation.finish(key, Optional.of(second), PAST).trusted())
                    .containsExactly(group.old, "KEY3");
        }
        assertThat(group.cloudFront.publicKeys()).containsExactlyInAnyOrder(group.old, "KEY3");
    }

    @Test
    void givenOldKey_isNoted() {
        String second = group.cloudFront.upload(RotatedGroup.publicKey(), RotatedGroup.AGE);
        String shared = group.cloudFront.createGroup(group.old, second);
        group.cloudFront.createDistribution(shared);
        try (KeyRotation rotation = group.rotation(shared)) {
            assertThat(rotation.introduce(key, Optional.of(second)).previous()).isEqualTo(second);
            assertThat(rotation.introduce(key, Optional.empty()).previous()).isEqualTo(second);
            assertThat(rotation.finish(key, Optional.empty(), PAST).previous()).isEqualTo(second);
        }
    }

    @Test
    void fullKeyGroup_isRefusedBeforeTheUpload() {
        String[] five = new String[5];
        for (int i = 0; i < five.length; i++) {
            five[i] = group.cloudFront.upload(RotatedGroup.publicKey(), RotatedGroup.AGE);
        }
        String full = group.cloudFront.createGroup(five);
        group.cloudFront.createDistribution(full);
        try (KeyRotation rotation = group.rotation(full)) {
            assertRefused(() -> rotation.introduce(key, Optional.empty()),
                    "has 5 keys, which is CloudFront's limit: KEY2, KEY3, "
                            + "KEY4, KEY5, KEY6. Finish an earlier rotation first");
            assertThat(group.cloudFront.publicKeys()).hasSize(6);
            group.cloudFront.upload(key, Duration.ZERO);
            assertRefused(() -> rotation.introduce(key, Optional.empty()), "has 5 keys, which is CloudFront's limit");

            assertThat(rotation.removeLeaked(five[2], key).trusted()).containsExactly("KEY2", "KEY3", "KEY5", "KEY6", "KEY7");
            assertThat(rotation.introduce(key, Optional.of("KEY2")).trusted()).as("full, with the key").hasSize(5);
        }
    }

    @Test
    void keyGroupThatNoDistributionTrusts_isRefused() {
        String unused = group.cloudFront.createGroup(group.old);
        try (KeyRotation rotation = group.rotation(unused); KeyRotation none = group.rotation("group-9")) {
            assertRefused(() -> rotation.introduce(key, Optional.empty()),
                    "No distribution trusts the key group group-2 (name of "
                            + "group-2). Check the ID, or add the key group to a cache behavior first");
            assertUnknown(() -> none.introduce(key, Optional.empty()), "The account has no key group group-9");
        }
        assertThat(group.cloudFront.publicKeys()).containsExactly(group.old);
    }

    @Test
    void changesByOthers_areKept() {
        group.cloudFront.changeMeanwhile(4);
        introduce();
        assertThat(group.cloudFront.commentOf(group.id)).isEqualTo("changed meanwhile");
        assertThat(group.cloudFront.keysOf(group.id)).containsExactly(group.old, "KEY2");

        group.cloudFront.changeMeanwhile(5);
        assertUnknown(this::finish, "Somebody else changed the key group group-1 5 times while this command was running");
        assertThat(group.cloudFront.keysOf(group.id)).containsExactly(group.old, "KEY2");
    }

    @Test
    @Tag("nightly")
    void throttledRequests_areRepeated() {
        group.cloudFront.throttle(2);
        assertThat(introduce().trusted()).hasSize(2);

        group.cloudFront.throttle(100);
        assertUnknown(this::finish, "CloudFront refused GetKeyGroup with status 400: Throttling (said the stand-in). Run the "
                + "same command again when the problem is resolved");
        group.cloudFront.refuse("GET", 1, 403, "AccessDenied");
        assertUnknown(this::finish, "CloudFront refused GetKeyGroup with status 403: AccessDenied (said the stand-in). Check "
                + "the credentials, which need the permission cloudfront:GetKeyGroup");
        assertThat(finish().trusted()).hasSize(1);
    }

    @Test
    void refusalByAProxy_hasItsStatus() {
        group.cloudFront.refuse("GET", 1, 403, "");
        assertUnknown(this::finish, "CloudFront refused GetKeyGroup with status 403. Check the credentials, which need the "
                + "permission cloudfront:GetKeyGroup");
    }

    @Test
    void keyThatIsStillUsed_isDeletedLater() {
        introduce();
        group.cloudFront.refuse("DELETE", 5, 409, "PublicKeyInUse");
        assertUnknown(this::finish, "CloudFront does not delete the public key KEY1, because something other than a key group "
                + "uses it");
        group.cloudFront.refuse("DELETE", 4, 409, "PublicKeyInUse");
        finish();
        assertThat(group.cloudFront.publicKeys()).containsExactly("KEY2");
    }

    @Test
    void keyThatIsDeletedMeanwhile_isFine() {
        introduce();
        group.cloudFront.refuse("DELETE", 5, 404, "NoSuchPublicKey");

        assertThat(finish().kept()).isEmpty();
        assertThat(group.progress).endsWith("Deleted the public key KEY1");
    }

    /** CloudFront has carried the request out, but its answer is lost. */
    @Test
    @Tag("nightly")
    void lostAnswers_doNotChangeTheResult() {
        for (int lost = 1; lost <= 7; lost++) {
            try (RotatedGroup other = new RotatedGroup()) {
                int number = lost;
                other.cloudFront.interrupt(request -> true, request -> request != number);
                PublicKey added = RotatedGroup.publicKey();

                assertThat(other.rotation.introduce(added, Optional.empty()).trusted()).as("answer " + lost)
                        .containsExactly(other.old, "KEY2");
                other.cloudFront.interrupt(request -> true, request -> request != number);
                assertThat(other.rotation.finish(added, Optional.empty(), PAST).trusted())
                        .containsExactly("KEY2");
                assertThat(other.cloudFront.publicKeys()).containsExactly("KEY2");
            }
        }
    }

    @Test
    void deploymentThatTakesLonger_isResumed() {
        group.cloudFront.deployAfter(Integer.MAX_VALUE);
        try (KeyRotation impatient = new KeyRotation(RotatedGroup.client(group.cloudFront.endpoint()), group.id, Duration.ZERO,
                Duration.ZERO, group.progress::add,
                group.progress::add)) {
            assertUnknown(() -> impatient.introduce(key, Optional.empty()), "CloudFront has not deployed the change within 0 "
                    + "seconds in: DIST1. Run the same command again to continue waiting");
            assertUnknown(() -> impatient.finish(key, Optional.empty(), PAST), "CloudFront has not deployed");
        }
        assertThat(group.cloudFront.keysOf(group.id)).as("the old one, without the new one deployed").contains(group.old);
    }

    @Test
    void interruptedWait_isResumed() {
        group.cloudFront.deployAfter(3);
        List<String> waits = new ArrayList<>();
        try (KeyRotation interrupted = new KeyRotation(RotatedGroup.client(group.cloudFront.endpoint()), group.id,
                Duration.ofSeconds(60), Duration.ofSeconds(60), group.progress::add, wait -> {
                    waits.add(wait);
                    Thread.currentThread().interrupt();
                })) {
            assertUnknown(() -> interrupted.introduce(key, Optional.empty()),
                    "Interrupted. Run the same command again to continue");
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(waits).containsExactly("Waiting until KEY2 is accepted in DIST1");
        assertThat(introduce().trusted()).containsExactly(group.old, "KEY2");
    }

    /** A distribution can be deployed without the change, or have the keys before all of its edges have them. */
    @Test
    void deployment_isComplete_ifItHasTheKeysAndIsNotInProgress() {
        group.cloudFront.deployAfter(3);
        introduce();
        assertThat(group.progress).filteredOn("Waiting until KEY2 is accepted in DIST1"::equals).hasSize(3);

        finish();
        assertThat(group.progress).filteredOn("Waiting until KEY1 is no longer accepted in DIST1"::equals).hasSize(3);
    }

    /** CloudFront returns lists in pages, and would not accept the same key again. */
    @Test
    void uploadedKeyOnALaterPage_isFound() {
        Stream.generate(RotatedGroup::publicKey).limit(4).forEach(other -> group.cloudFront.upload(other, RotatedGroup.AGE));
        String uploaded = group.cloudFront.upload(key, Duration.ofHours(1));

        assertThat(introduce().keyPairId()).isEqualTo(uploaded);
        assertThat(group.cloudFront.recorded()).noneMatch(request -> request.path().endsWith("/public-key")
                && request.isChange());
    }

    @Test
    void lastPageWithAMarker_isTheLast() throws IOException {
        String page = "<DistributionIdList xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><IsTruncated>false"
                + "</IsTruncated><NextMarker>next</NextMarker><MaxItems>1</MaxItems><Quantity>1</Quantity><Items>"
                + "<DistributionId>E1</DistributionId></Items></DistributionIdList>";
        try (LoopbackServer cloudFront = new LoopbackServer("cloudfront",
                exchange -> LoopbackServer.answer(exchange, 200, page));
                CloudFrontClient client = RotatedGroup.client(cloudFront.endpoint())) {
            assertThat(new CloudFrontKeys(client).distributionsOf("group-1")).containsExactly("E1");
        }
    }

    /** Each page refers to itself. */
    @Test
    void listThatDoesNotEnd_isNotReadForEver() throws IOException {
        String page = "<DistributionIdList xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><IsTruncated>true"
                + "</IsTruncated><NextMarker>next</NextMarker><MaxItems>1</MaxItems><Quantity>0</Quantity></DistributionIdList>";
        try (LoopbackServer endless = new LoopbackServer("cloudfront",
                exchange -> LoopbackServer.answer(exchange, 200, page));
                CloudFrontClient client = RotatedGroup.client(endless.endpoint())) {
            assertUnknown(() -> new CloudFrontKeys(client).distributionsOf("group-1"),
                    "A CloudFront list has more than 100 pages");
        }
    }

    static Map<String, UnaryOperator<String>> distortions() {
        Map<String, UnaryOperator<String>> distortions = new LinkedHashMap<>();
        distortions.put("empty", answer -> "");
        distortions.put("page", answer -> "<!DOCTYPE html><html><body>Log in<br></body></html>");
        distortions.put("XHTML", answer -> "<html><body>Log in</body></html>");
        distortions.put("truncated", answer -> answer.substring(0, answer.length() / 2));
        for (String field : List.of("Status", "Id", "CreatedTime", "EncodedKey", "KeyGroupConfig", "Items", "PublicKey")) {
            distortions.put("without " + field, answer -> answer.replaceAll("(?s)<" + field + ">.*?</" + field + ">", ""));
        }
        distortions.put("date", answer -> answer.replaceAll("(<CreatedTime>).*?<", "$1yesterday<"));
        distortions.put("number", answer -> answer.replaceAll("(<Quantity>|<MaxItems>)\\d+", "$11e99999999999"));
        return distortions;
    }

    /** Each answer of both steps. Afterwards, the step can be repeated. */
    @ParameterizedTest
    @MethodSource("namesOfDistortions")
    void answerThatIsNotCloudFronts_isASentence(String name) {
        int complaints = 0;
        for (int number = 1; number <= 16; number++) {
            try (RotatedGroup rotated = new RotatedGroup()) {
                UnaryOperator<String> distortion = distortions().get(name);
                complaints += complaint(rotated, number, distortion,
                        () -> rotated.rotation.introduce(key, Optional.of(rotated.old)));
                complaints += complaint(rotated, number, distortion,
                        () -> rotated.rotation.finish(key, Optional.of(rotated.old), PAST));
                assertThat(rotated.cloudFront.keysOf(rotated.id)).containsExactly("KEY2");
            }
        }
        assertThat(complaints).isPositive();
    }

    static Set<String> namesOfDistortions() {
        return distortions().keySet();
    }

    private static int complaint(RotatedGroup rotated, int number, UnaryOperator<String> distortion, Runnable step) {
        rotated.cloudFront.distort(number, distortion);
        try {
            step.run();
            return 0;
        } catch (RotationException e) {
            assertThat(e).hasMessageMatching("(?s).+[.:] .+");
            rotated.cloudFront.distort(0, answer -> answer);
            step.run();
            return 1;
        }
    }

    @Test
    void accountWithTooManyKeys_isToldWhatToDo() {
        group.cloudFront.refuse("POST", 1, 400, "TooManyPublicKeys");

        assertUnknown(this::introduce, "CloudFront refused CreatePublicKey with status 400: TooManyPublicKeys (");
        group.cloudFront.refuse("POST", 1, 400, "TooManyPublicKeys");
        assertUnknown(this::introduce,
                "). The account has reached its quota of public keys, which is 10 unless AWS has raised it. "
                        + "List them with aws cloudfront list-public-keys, delete those that no key group needs with aws cloudfront "
                        + "delete-public-key, or ask AWS for a higher quota. Then run the same command again");
    }

    /** The SDK's own timeouts are those of one read each. */
    @Test
    @Tag("nightly")
    void serviceThatAnswersAByteASecond_failsInTime() throws IOException {
        Map<String, String> settings = Map.of("aws.accessKeyId", "AKIDEXAMPLE", "aws.secretAccessKey", "secret");
        settings.forEach(System::setProperty);
        try (LoopbackServer slow = new LoopbackServer("cloudfront", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 60; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
            exchange.close();
        })) {
            System.setProperty("aws.endpointUrlCloudFront", slow.endpoint().toString());
            try (KeyRotation rotation = KeyRotation.of("group-1", Duration.ZERO, Duration.ZERO, group.progress::add,
                    group.progress::add)) {
                assertUnknown(() -> rotation.introduce(key, Optional.empty()), "GetKeyGroup failed before "
                        + slow.endpoint().getAuthority() + " answered "
                        + "(Client execution did not complete before the specified timeout configuration: 30000 millis");
            }
        } finally {
            settings.keySet().forEach(System::clearProperty);
            System.clearProperty("aws.endpointUrlCloudFront");
        }
    }

    @Test
    void leakedKey_isAwaitedUntilItIsRefused() {
        group.cloudFront.deployAfter(3);

        group.rotation.removeLeaked(group.old, key);

        assertThat(group.progress).contains("Waiting until KEY1 is no longer accepted in DIST1")
                .doesNotContain("Waiting until KEY2 is accepted in DIST1");
    }

    @Test
    void leakedKeyOutsideOfTheKeyGroup_isDeleted() {
        String leaked = group.cloudFront.upload(RotatedGroup.publicKey(), Duration.ZERO);

        assertThat(group.rotation.removeLeaked(leaked, null).trusted()).containsExactly(group.old);
        assertThat(group.cloudFront.publicKeys()).containsExactly(group.old);
    }

    /** At first, CloudFront's answers are those from before the change. */
    @Test
    void newKey_isAwaitedEvenIfTheLeakedOneWasNotInTheKeyGroup() {
        String leaked = group.cloudFront.upload(RotatedGroup.publicKey(), Duration.ZERO);
        group.cloudFront.deployAfter(3);

        String added = group.rotation.removeLeaked(leaked, key).keyPairId();

        assertThat(group.cloudFront.activeIn(group.distribution)).containsExactly(group.old, added);
    }

    @Test
    void leakedKey_isReplacedAtOnce() {
        Rotated removed = group.rotation.removeLeaked(group.old, key);

        assertThat(removed.trusted()).containsExactly("KEY2");
        assertThat(removed.keyPairId()).isEqualTo("KEY2");
        assertThat(group.cloudFront.publicKeys()).containsExactly("KEY2");
        assertThat(group.cloudFront.activeIn(group.distribution)).containsExactly("KEY2");
        assertThat(group.rotation.removeLeaked(group.old, key).trusted()).as("again").containsExactly("KEY2");
        assertUnknown(() -> group.rotation.removeLeaked(group.old, null), "CloudFront has no public key KEY1. Check the ID, "
                + "unless the key was deleted before. The key group group-1 (name of group-1) has KEY2");
    }

    @Test
    void leakedKey_withAnotherOneInTheKeyGroup() {
        introduce();
        assertThat(group.rotation.removeLeaked(group.old, null).trusted()).containsExactly("KEY2");
        assertThat(group.cloudFront.publicKeys()).containsExactly("KEY2");
    }

    @Test
    void leakedKey_thatIsTheOnlyOne_needsANewOne() {
        assertRefused(() -> group.rotation.removeLeaked(group.old, null), "KEY1 is the only key of the key group group-1 (name "
                + "of group-1), which must not be empty. Add --private-key or --kms with a new key, which takes its place");
        assertRefused(() -> group.rotation.removeLeaked(group.old, group.oldPair.getPublic()), "The new key is the leaked one "
                + "itself. Create a new key pair");
        assertUnknown(() -> group.rotation.removeLeaked("KEY9", key), "CloudFront has no public key KEY9. Check the ID");
        assertThat(group.cloudFront.keysOf(group.id)).containsExactly(group.old);
    }

    @Test
    void leakedKey_thatOtherKeyGroupsTrust_isNotFine() {
        String other = group.cloudFront.createGroup(group.old,
                group.cloudFront.upload(RotatedGroup.publicKey(), Duration.ZERO));

        assertRefused(() -> group.rotation.removeLeaked(group.old, key), "KEY1 is no longer in the key group group-1 (name of "
                + "group-1), but CloudFront still accepts its signatures for these key groups: group-2. Run the command for "
                + "each");

        assertThat(group.cloudFront.keysOf(group.id)).containsExactly("KEY3");
        try (KeyRotation rotation = group.rotation(other)) {
            assertThat(rotation.removeLeaked(group.old, null).trusted()).containsExactly("KEY2");
        }
        assertThat(group.cloudFront.publicKeys()).doesNotContain(group.old);
    }
}
