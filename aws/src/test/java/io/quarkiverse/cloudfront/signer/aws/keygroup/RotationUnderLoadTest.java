package io.quarkiverse.cloudfront.signer.aws.keygroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.verify.KeyGroup;
import io.quarkiverse.cloudfront.edge.verify.Verdict;
import io.quarkiverse.cloudfront.edge.verify.Verifier;
import io.quarkiverse.cloudfront.edge.verify.request.ViewerRequest;
import io.quarkiverse.cloudfront.signer.CloudFrontSigner;
import io.quarkiverse.cloudfront.signer.Policy;
import io.quarkiverse.cloudfront.signer.fixtures.NewKey;
import io.quarkiverse.cloudfront.signer.fixtures.SteppedClock;
import io.quarkiverse.cloudfront.signer.plain.SignerBuilder;

/**
 * Viewers use their URLs before and after each request that a rotation sends to CloudFront, and between its steps. The local
 * edge decides, with the keys that the distribution has at that moment.
 */
@Tag("slow")
class RotationUnderLoadTest {

    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final int REQUESTS_AT_A_TIME = Math.min(50, Integer.getInteger("tests.rounds", 20));

    private record SignedUrl(URI url, Instant expires) {
    }

    /** Two replicas sign, and viewers have what was signed. */
    private static final class Application {

        private final CloudFrontSigner[] replicas = new CloudFrontSigner[2];
        private final List<SignedUrl> urls = new ArrayList<>();
        private final SteppedClock clock = new SteppedClock(Instant.now().toString());
        private int number;

        void sign() {
            urls.removeIf(url -> !url.expires().isAfter(clock.instant()));
            for (CloudFrontSigner replica : replicas) {
                Instant expires = clock.instant().plus(LIFETIME);
                String url = replica.sign(Policy.canned("https://media.example.com/" + number++, expires))
                        .url("/" + (number - 1));
                urls.add(new SignedUrl(URI.create(url), expires));
            }
        }
    }

    private final RotatedGroup group = new RotatedGroup();
    private final KeyPair newPair = NewKey.p256Pair();
    private final Map<String, PublicKey> uploaded = new LinkedHashMap<>(Map.of(group.old, group.oldPair.getPublic(), "KEY2",
            newPair.getPublic()));
    private final Application application = new Application();
    private int requests;
    private int refused;

    @AfterEach
    void close() {
        group.close();
    }

    private static CloudFrontSigner signer(String id, KeyPair pair) {
        return SignerBuilder.of("https://media.example.com").keyPairId(id).privateKey(NewKey.pem(pair.getPrivate())).build();
    }

    private boolean view() {
        Map<String, PublicKey> keys = new LinkedHashMap<>();
        group.cloudFront.activeIn(group.distribution).forEach(id -> keys.put(id, uploaded.get(id)));
        KeyGroup trusted = new KeyGroup(group.id, keys);
        Verifier edge = new Verifier(application.clock);
        for (int i = 0; i < REQUESTS_AT_A_TIME; i++) {
            if (i % 10 == 0) {
                application.sign();
            }
            SignedUrl url = application.urls.get((requests * 7919) % application.urls.size());
            requests++;
            Verdict verdict = edge.verify(new ViewerRequest("https", "media.example.com", url.url().getRawPath() + "?"
                    + url.url().getRawQuery(), List.of(), "192.0.2.1"), trusted);
            if (!(verdict instanceof Verdict.Allowed)) {
                refused++;
            }
        }
        return true;
    }

    private void begin() {
        application.replicas[0] = application.replicas[1] = signer(group.old, group.oldPair);
        group.cloudFront.deployAfter(3);
        group.cloudFront.interrupt(request -> view(), request -> view());
    }

    @Test
    void rotation_refusesNobody() {
        begin();
        group.rotation.introduce(newPair.getPublic(), Optional.empty());
        application.replicas[0] = signer("KEY2", newPair);
        view();
        application.clock.advance(Duration.ofMinutes(5));
        application.replicas[1] = application.replicas[0];
        view();
        application.clock.advance(LIFETIME);
        group.rotation.finish(newPair.getPublic(), Optional.empty(), Instant.now().minusSeconds(5));
        view();

        assertThat(group.cloudFront.activeIn(group.distribution)).containsExactly("KEY2");
        assertThat(requests).isGreaterThanOrEqualTo(48 * REQUESTS_AT_A_TIME);
        assertThat(refused).isZero();
    }

    /** So the test above notices what it is about. */
    @Test
    void leak_refusesWhatWasSigned() {
        begin();

        group.rotation.removeLeaked(group.old, newPair.getPublic());
        int before = refused;
        view();

        assertThat(refused - before).isEqualTo(REQUESTS_AT_A_TIME);
    }
}
