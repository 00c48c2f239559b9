package io.quarkiverse.cloudfront.signer.runtime.logout;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.revocation.Revocations;
import io.quarkiverse.cloudfront.signer.runtime.revocation.TestRevocations;
import io.smallrye.mutiny.Uni;

/**
 * The revocations that logouts of one user have written.
 */
final class LogoutStore implements RevocationStore {

    static final String ISSUER = "https://id.example.com";
    /** Later than this machine's clock, so that code that reads that clock writes an earlier time. */
    static final Instant NOW = Instant.parse("2126-11-29T12:00:00Z");
    static final Instant LOGIN = NOW.minusSeconds(600);
    static final Instant ISSUED = NOW.minusSeconds(60);

    private static final MarkSecret SECRET = new MarkSecret(new byte[MarkSecret.SHORTEST]);

    private final Map<String, String> entries = new TreeMap<>();
    final Revocations revocations = TestRevocations.in(this, SECRET, () -> NOW);

    static Revocations missing() {
        return TestRevocations.in(null, SECRET, () -> NOW);
    }

    /**
     * @param claims of a token whose signature is not checked
     */
    static String token(String claims) {
        return "h." + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".s";
    }

    @Override
    public Uni<Void> put(Map<String, String> added) {
        added.forEach((key, value) -> entries.merge(key, value, RevocationStore::merge));
        return Uni.createFrom().voidItem();
    }

    Map<String, String> take() {
        Map<String, String> taken = Map.copyOf(entries);
        entries.clear();
        return taken;
    }

    static Map<String, String> login(String issuer, String session, Instant until) {
        return entry(issuer, "100000." + SECRET.login(new MarkedUser(issuer, "alice", LOGIN, session, ISSUED))
                + MarkSecret.text(until) + "-" + MarkSecret.text(NOW.plusSeconds(60)));
    }

    /**
     * @param until also the logins of this second
     */
    static Map<String, String> all(Instant until) {
        return entry(ISSUER, MarkSecret.text(until.plusSeconds(1)));
    }

    private static Map<String, String> entry(String issuer, String value) {
        return Map.of("u/" + SECRET.pseudonym(issuer, "alice"), value);
    }
}
