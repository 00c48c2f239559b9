package io.quarkiverse.cloudfront.signer.runtime.probe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.CloudFrontSignerException;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyRing;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.Recipient;

/**
 * Fetches one file from the distribution with a URL that the signer has just signed, as a viewer would. Signing with a wrong
 * key pair does not fail, so the application cannot notice the mistake otherwise.
 */
public final class SelfTest implements Runnable {

    private static final Logger LOG = Logger.getLogger(SelfTest.class);

    private final ConfiguredSigner signer;
    private final Recipient recipient;
    private final KeyRing keys;
    private final String resource;
    private final Duration period;
    private final ProbeRequest request;
    private final AtomicLongArray counts = new AtomicLongArray(ProbeResult.Outcome.values().length);
    private volatile @Nullable ProbeResult last;

    /**
     * @param tenant the tenant to which the file belongs; null if the distribution has one domain for all tenants
     * @param resource the path or URL of the file
     */
    public SelfTest(ConfiguredSigner signer, @Nullable String tenant, String resource, Duration period) {
        this.signer = signer;
        this.recipient = Recipient.anonymous(tenant);
        this.keys = signer.settings().keys();
        this.resource = resource;
        this.period = period;
        this.request = new ProbeRequest(keys.clock());
    }

    /** The name of the signer. */
    public String signer() {
        return signer.name();
    }

    public Duration period() {
        return period;
    }

    /** @return null if no test has run yet */
    public @Nullable ProbeResult last() {
        return last;
    }

    /** How often a test had this outcome. */
    public long count(ProbeResult.Outcome outcome) {
        return counts.get(outcome.ordinal());
    }

    /** Blocks the caller. */
    @Override
    public void run() {
        try {
            String keyPairId = keys.activeKeyPairId();
            ProbeAnswer answer = request.get(signer.to(recipient).url(resource, signer.expiry().expiresAt()).now());
            tell(answer.outcome(), answer.explain(keyPairId));
        } catch (CloudFrontSignerException e) {
            tell(ProbeResult.Outcome.NOT_SIGNED, "the signer could not sign: " + e.reason());
        } catch (IOException e) {
            // only the class is reported, because the message can contain the signed URL
            tell(ProbeResult.Outcome.UNREACHABLE, "the distribution did not answer (" + e.getClass().getSimpleName()
                    + "). Check url, DNS, and the network of the application");
        }
    }

    private void tell(ProbeResult.Outcome outcome, String explanation) {
        ProbeResult before = last;
        boolean same = before != null && before.outcome() == outcome;
        Instant since = before != null && same ? before.since() : keys.clock().instant();
        ProbeResult now = new ProbeResult(outcome, explanation, since);
        last = now;
        counts.incrementAndGet(outcome.ordinal());
        if (same) {
            return;
        }
        if (now.isServed()) {
            LOG.infof("%s: the self-test with %s succeeds", keys.describe(), resource);
        } else {
            LOG.warnf("%s: the self-test with %s failed. %s", keys.describe(), resource, explanation);
        }
    }
}
