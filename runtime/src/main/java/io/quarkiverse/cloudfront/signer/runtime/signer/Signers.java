package io.quarkiverse.cloudfront.signer.runtime.signer;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.quarkiverse.cloudfront.signer.runtime.config.ApplicationKeys;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignersRuntimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.ConfigurationProblems;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerConfigurations;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.key.KeyPairId;
import io.quarkiverse.cloudfront.signer.runtime.key.rotation.KeyStatus;
import io.quarkiverse.cloudfront.signer.runtime.mark.MarkSource;
import io.quarkiverse.cloudfront.signer.runtime.probe.SelfTest;
import io.quarkiverse.cloudfront.signer.runtime.signature.CallerThread;
import io.quarkiverse.cloudfront.signer.runtime.signature.ConfiguredSigner;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureCacheStatus;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignatureListener;
import io.quarkiverse.cloudfront.signer.runtime.signature.SignerSettings;
import io.quarkiverse.cloudfront.signer.runtime.url.DistributionHost;
import io.quarkiverse.cloudfront.signer.runtime.url.UrlGuard;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.BlockingOperationControl;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * All configured signers. Created once, when the application starts, so that mistakes in the configuration are found before the
 * first request.
 */
@Singleton
@DefaultBean
public class Signers {

    private static final Logger LOG = Logger.getLogger(Signers.class);

    /** The delay of the first self-test. A new version of the application is tested soon, but not while it starts. */
    private static final Duration FIRST_SELF_TEST = Duration.ofSeconds(10);

    private final Map<String, ConfiguredSigner> signers = new TreeMap<>();
    private final List<SelfTest> selfTests = new ArrayList<>();

    /**
     * @throws ConfigurationException if the configuration has mistakes; the message lists all of them
     */
    @Inject
    public Signers(CloudFrontSignersRuntimeConfig config, ApplicationKeys keys, @Any Instance<SignatureListener> listeners,
            Instance<MarkSource> marks) {
        this(config, keys, listeners.isUnsatisfied() ? List.of() : listeners.stream().toList(), InstantSource.system(),
                marks.isUnsatisfied() ? Optional.empty() : Optional.of(marks.get()));
    }

    /**
     * @param marks empty if the application does not use marks
     */
    public Signers(CloudFrontSignersRuntimeConfig config, ApplicationKeys keys, List<SignatureListener> listeners,
            InstantSource clock, Optional<MarkSource> marks) {
        ConfigurationProblems problems = new ConfigurationProblems();
        VertxThread caller = new VertxThread();
        SignerConfigurations configurations = new SignerConfigurations(config, keys, marks.isPresent());
        for (String name : configurations.names()) {
            SignerSettings settings = configurations.read(name, clock, problems);
            if (settings != null) {
                ConfiguredSigner signer = new ConfiguredSigner(settings, listeners, caller, marks.orElse(null));
                signers.put(name, signer);
                selfTests.addAll(configurations.selfTest(signer, problems).stream().toList());
            }
        }
        problems.throwIfAny();
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            for (ConfiguredSigner signer : signers.values()) {
                warnOfUnlikely(signer);
            }
        }
    }

    /** Warns in production of settings that only make sense with the local edge, or with some other stand-in for CloudFront. */
    private static void warnOfUnlikely(ConfiguredSigner signer) {
        UrlGuard guard = signer.settings().guard();
        if (guard.scheme().equals("http")) {
            LOG.warnf("%s begins with http://, so anyone on the network path can read and use its signed URLs. Set it to an "
                    + "https:// URL", SignerProperties.name(signer.name(), SignerProperties.URL));
        }
        for (String host : guard.example().hosts()) {
            if (DistributionHost.of(host).isUnlikely()) {
                LOG.warnf("%s signs URLs of %s, at which CloudFront does not answer: distributions have domain names, and use "
                        + "ports 80 and 443. Correct url or allowed-hosts, unless a stand-in for CloudFront runs there", signer,
                        host);
            }
        }
        for (String id : signer.settings().keys().keyPairIds()) {
            if (!KeyPairId.isUsual(id)) {
                LOG.warnf("%s has the key pair ID %s, but the IDs of public keys in CloudFront begin with K. Check whether it "
                        + "is the ID of the public key, such as K2JCJMDEHXQW5F", signer, id);
            }
        }
    }

    /**
     * @return null if no signer with this name is configured
     */
    public @Nullable ConfiguredSigner find(String name) {
        return signers.get(name);
    }

    /**
     * @throws ConfigurationException if one of these signers is not configured
     */
    public void require(List<String> names) {
        ConfigurationProblems problems = new ConfigurationProblems();
        for (String name : names) {
            if (!signers.containsKey(name)) {
                problems.add(missing(name));
            }
        }
        problems.throwIfAny();
    }

    /**
     * Starts to reload the keys of signers with a {@code reload-period}, and to run the self-tests of signers with a
     * {@code probe-resource}.
     *
     * @return the tasks, so that they can be stopped
     */
    public List<PeriodicTask> begin(Supplier<Vertx> vertx) {
        List<PeriodicTask> tasks = new ArrayList<>();
        for (ConfiguredSigner signer : signers.values()) {
            Optional<Duration> period = signer.reloadPeriod();
            if (period.isPresent()) {
                PeriodicTask reload = new PeriodicTask(vertx.get(), signer.settings().keys()::reload, period.get(),
                        SignerProperties.describe(signer.name()) + ": reloading the keys failed. The previous keys stay in use",
                        PeriodicTask.LONGEST);
                reload.schedule(period.get());
                tasks.add(reload);
            }
        }
        for (SelfTest test : selfTests) {
            PeriodicTask task = new PeriodicTask(vertx.get(), test, test.period(),
                    SignerProperties.describe(test.signer()) + ": the self-test failed unexpectedly", PeriodicTask.LONGEST);
            task.schedule(FIRST_SELF_TEST);
            tasks.add(task);
        }
        return tasks;
    }

    /**
     * The self-tests of the signers that have one.
     */
    public List<SelfTest> selfTests() {
        return Collections.unmodifiableList(selfTests);
    }

    /**
     * All configured signers, in the order of their names.
     */
    public Collection<ConfiguredSigner> all() {
        return Collections.unmodifiableCollection(signers.values());
    }

    /**
     * Makes dummy signatures, so that the first viewer does not wait longer than others.
     */
    void warmUp() {
        for (ConfiguredSigner signer : signers.values()) {
            signer.settings().keys().warmUp();
        }
    }

    /**
     * The state of the keys of all configured signers, by name.
     */
    public Map<String, KeyStatus> keys() {
        Map<String, KeyStatus> keys = new TreeMap<>();
        signers.forEach((name, signer) -> keys.put(name, signer.settings().keys().status()));
        return keys;
    }

    /**
     * The state of the signature caches of all configured signers, by name.
     */
    public Map<String, SignatureCacheStatus> signatureCaches() {
        Map<String, SignatureCacheStatus> caches = new TreeMap<>();
        signers.forEach((name, signer) -> caches.put(name, signer.signatureCache()));
        return caches;
    }

    /**
     * Records a lifetime of grants whose signer is not known yet.
     */
    public void grantFor(Duration lifetime, String place) {
        for (ConfiguredSigner signer : signers.values()) {
            signer.grantsFor(lifetime, place);
        }
    }

    /**
     * The message for a required signer that is not configured.
     */
    public String missing(String name) {
        return SignerProperties.describe(name) + " is not configured: set " + SignerProperties.name(name, SignerProperties.URL)
                + ", " + SignerProperties.name(name, SignerProperties.KEY_PAIR_ID) + " and "
                + SignerProperties.name(name, SignerProperties.PRIVATE_KEY_LOCATION)
                + (signers.isEmpty() ? "" : "; the configured signers are " + signers.keySet())
                + SignerProperties.nameHint(name);
    }

    /**
     * The calling thread in an application with Vert.x, whose event loops must not wait.
     */
    static final class VertxThread implements CallerThread {

        @Override
        public boolean mayBlock() {
            return BlockingOperationControl.isBlockingAllowed();
        }

        @Override
        public @Nullable Executor eventLoop() {
            Context context = Context.isOnEventLoopThread() ? Vertx.currentContext() : null;
            return context == null ? null : command -> context.runOnContext(ignored -> command.run());
        }
    }
}
