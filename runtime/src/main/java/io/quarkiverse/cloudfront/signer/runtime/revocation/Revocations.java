package io.quarkiverse.cloudfront.signer.runtime.revocation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.CloudFrontSignerException.Reason;
import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.MarkSecrets;
import io.quarkiverse.cloudfront.signer.runtime.mark.KeyValueStores;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSecret;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkedUser;
import io.quarkiverse.cloudfront.signer.runtime.signer.Signers;
import io.quarkiverse.cloudfront.signer.runtime.uni.UniRunner;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;

/**
 * Writes revocations to the store that CloudFront's function reads. The build only adds this bean if marks are enabled.
 */
@Singleton
public class Revocations {

    private static final Logger LOG = Logger.getLogger(Revocations.class);

    private static final String NO_STORE = "Logins cannot be revoked, because the application does not have a store of "
            + "revocations. Set quarkus.cloudfront-signer.marks.store, or add one RevocationStore bean";
    private static final String ALL = "all";
    private static final String USER = "u/";
    /** A time before all logins. */
    private static final String NONE = MarkSecret.text(Instant.EPOCH);

    private final MarkSecrets secrets;
    private final @Nullable RevocationStore store;
    private final InstantSource clock;
    private final Duration timeout;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    @Inject
    Revocations(CloudFrontSignersRuntimeConfig config, Instance<RevocationStore> stores, Instance<KeyValueStores> services) {
        this(MarkSecrets.of(config), stores.isUnsatisfied() ? ConfiguredStore.open(config, resolved(services))
                : resolved(stores).orElse(null), InstantSource.system());
        if (stores.isUnsatisfied() && store != null) {
            check(store);
        }
    }

    private static <T> Optional<T> resolved(Instance<T> beans) {
        return beans.isResolvable() ? Optional.of(beans.get()) : Optional.empty();
    }

    /**
     * Reports missing permissions before a revocation needs them. The application starts even if this check fails, because
     * signing does not need the store.
     */
    private static void check(RevocationStore store) {
        UniRunner.run(Uni.createFrom().deferred(() -> store.put(Map.of())), done -> {
        }, failure -> LOG.error("Logins cannot be revoked at the moment", failure));
    }

    /**
     * Creates this bean when the application starts, so that mistakes in the configuration are found before the first
     * revocation.
     */
    void start(@Observes StartupEvent event, CloudFrontSignersRuntimeConfig config, Instance<RevocationStore> stores,
            Signers signers) {
        if (stores.isUnsatisfied()) {
            ConfiguredStore.requireKept(config, signers.all());
        }
        if (store == null) {
            LOG.info(NO_STORE);
        }
    }

    /**
     * @param store the store; null if there is none
     */
    Revocations(MarkSecrets secrets, @Nullable RevocationStore store, InstantSource clock) {
        this(secrets, store, clock, KeyValueStores.TIMEOUT);
    }

    /**
     * @param timeout the timeout of a revocation
     */
    Revocations(MarkSecrets secrets, @Nullable RevocationStore store, InstantSource clock, Duration timeout) {
        this.secrets = secrets;
        this.store = store;
        this.clock = clock;
        this.timeout = timeout;
    }

    /**
     * Called at start-up if logouts revoke logins.
     *
     * @throws ConfigurationException if there is no store
     */
    public void requireStore() {
        if (store == null) {
            throw new ConfigurationException("quarkus.cloudfront-signer.marks.revoke-on needs a store of revocations. Set "
                    + "quarkus.cloudfront-signer.marks.store, or add one RevocationStore bean");
        }
    }

    /**
     * The pseudonyms of a user, one for each secret whose marks are accepted.
     */
    public List<String> pseudonyms(String issuer, String subject) {
        return secrets.all().stream().map(secret -> secret.pseudonym(issuer, subject)).toList();
    }

    public Uni<Void> revoke(String issuer, String subject) {
        String before = afterAllUntilNow();
        List<String> pseudonyms = pseudonyms(issuer, subject);
        return put(pseudonyms.stream().distinct().collect(Collectors.toMap(USER::concat, user -> before)),
                "the logins of " + pseudonyms.get(0));
    }

    /**
     * Revokes the login of a user's token, although there is no caller who could be told about a failure. If marks do not tell
     * the user's logins apart, revokes all logins that began before the token was issued. For a user without a token, does
     * nothing.
     */
    public void end(MarkedUser user) {
        Instant now = clock.instant();
        Instant until = user.until(now);
        Map<String, String> entries = new HashMap<>();
        for (MarkSecret secret : secrets.all()) {
            String login = secret.login(user);
            entries.put(USER + secret.pseudonym(user.issuer(), user.subject()), login.isEmpty() ? after(until)
                    : NONE + "." + login + MarkSecret.text(until) + "-" + MarkSecret.text(MarkedUser.latest(now)));
        }
        if (user.hasToken()) {
            UniRunner.run(put(entries, "a login of " + pseudonyms(user.issuer(), user.subject()).get(0)), done -> {
            }, failure -> {
                // already logged
            });
        }
    }

    public Uni<Void> revokeAll() {
        return put(Map.of(ALL, afterAllUntilNow()), "all logins");
    }

    private String afterAllUntilNow() {
        return after(MarkedUser.latest(clock.instant()));
    }

    /**
     * The second after this time, because a revocation must include logins of the same second.
     */
    private static String after(Instant until) {
        return MarkSecret.text(Instant.ofEpochSecond(until.getEpochSecond() + 1));
    }

    private Uni<Void> put(Map<String, String> entries, String what) {
        RevocationStore known = store;
        if (known == null) {
            return Uni.createFrom().failure(() -> new CloudFrontSignerException(Reason.NOT_CONFIGURED, NO_STORE));
        }
        // the timeout begins before the store is called, because this call can take long, too
        return Uni.createFrom().voidItem().chain(() -> known.put(Map.copyOf(entries)))
                .ifNoItem().after(timeout).fail().onFailure().transform(failure -> notStored(failure, what))
                .invoke(() -> {
                    stored.incrementAndGet();
                    LOG.infof("Revoked %s until now", what);
                });
    }

    private CloudFrontSignerException notStored(Throwable failure, String what) {
        lost.incrementAndGet();
        LOG.errorf(failure, "Could not revoke %s", what);
        return failure instanceof CloudFrontSignerException known ? known
                : new CloudFrontSignerException(Reason.REVOCATION_NOT_STORED, "Could not revoke " + what
                        + (failure instanceof TimeoutException
                                ? ", because the store did not answer within " + timeout.toSeconds() + " seconds"
                                : ", because the store failed")
                        + ". Check the store, and revoke again", failure);
    }

    /** How many revocations have been stored since the start. */
    public long stored() {
        return stored.get();
    }

    /** How many revocations could not be stored since the start. */
    public long lost() {
        return lost.get();
    }
}
