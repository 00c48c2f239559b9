package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.RevocationStore;
import io.quarkiverse.cloudfront.signer.SignerName;
import io.quarkiverse.cloudfront.signer.deployment.marks.MarksSetup;
import io.quarkiverse.cloudfront.signer.deployment.signer.SignerNamesBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.spi.AccessPointBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.config.source.EdgeConfigBuilder;
import io.quarkiverse.cloudfront.signer.runtime.edge.ApplicationAddressRecorder;
import io.quarkiverse.cloudfront.signer.runtime.edge.RevocationRecorder;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkiverse.cloudfront.signer.runtime.url.DistributionUrl;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.ApplicationArchivesBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.CuratedApplicationShutdownBuildItem;
import io.quarkus.deployment.builditem.DevServicesAdditionalConfigBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigBuilderBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.builditem.ShutdownContextBuildItem;
import io.quarkus.deployment.dev.devservices.DevServiceDescriptionBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * Starts the local edge for the signers without a key, and connects it to the application if it forwards requests there.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class EdgeDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger(EdgeDevServicesProcessor.class);

    /** The properties that set the source of a private key. */
    private static final List<String> KEYS = List.of(SignerProperties.PRIVATE_KEY, SignerProperties.PRIVATE_KEY_LOCATION,
            SignerProperties.CREDENTIALS_PROVIDER);
    private static final Pattern URL = Pattern.compile("quarkus\\.cloudfront-signer\\.(?:\"([^\"]+)\"\\.)?url");
    /** The characters that CloudFront accepts in a default root object. */
    private static final Pattern ROOT_OBJECT = Pattern
            .compile("[A-Za-z0-9_.*$~\"'&-][A-Za-z0-9_.*$/~\"'&-]{0,254}");

    @BuildStep
    void edge(CloudFrontSignerBuildTimeConfig config, SignerNamesBuildItem names, CombinedIndexBuildItem index,
            CurateOutcomeBuildItem application, ApplicationArchivesBuildItem archives, LaunchModeBuildItem launchMode,
            CuratedApplicationShutdownBuildItem shutdown, List<AccessPointBuildItem> accessPoints,
            BuildProducer<LocalEdgeBuildItem> edges) {
        CloudFrontSignerBuildTimeConfig.DevServicesConfig devServices = config.devservices();
        Map<String, DevSigner> signers = devServices.enabled() ? signersWithoutKey(served(config, names, launchMode), index)
                : Map.of();
        warnOfMissing(names, signers, ConfiguredNames.of(ConfigProvider.getConfig(), RemoteKeys.find(index.getIndex()),
                archives.getRootArchive()));
        Optional<LocalEdge.Settings> settings = signers.isEmpty() ? Optional.empty()
                : Optional.of(new LocalEdge.Settings(signers, port(launchMode, devServices.port()),
                        EdgeOrigin.of(devServices.origin(), application.getApplicationModel()),
                        rootObject(devServices.defaultRootObject()),
                        EdgeApplication.of(devServices.applicationPaths(),
                                accessPoints.stream().map(AccessPointBuildItem::point).toList()),
                        MarksSetup.of(ConfigProvider.getConfig(), ""), devServices.https(),
                        !launchMode.isNotLocalDevModeType()));
        RunningEdges running = RunningEdges.OF_THIS_APPLICATION;
        if (!launchMode.isTest()) {
            // closed first, because the new edge may have the same port; in tests, other profiles may still use their edges
            running.closeOthers(settings);
        }
        settings.ifPresent(wanted -> edges.produce(new LocalEdgeBuildItem(running.start(wanted,
                close -> shutdown.addCloseTask(close, true)))));
    }

    /**
     * Any free port in a test, because the test may run at the same time as dev mode or another test.
     */
    static int port(LaunchModeBuildItem launchMode, int configured) {
        return launchMode.isTest() ? 0 : configured;
    }

    /**
     * Warns of wrong names. Otherwise, they would first be noticed in production, because the edge has keys for all names.
     */
    private static void warnOfMissing(SignerNamesBuildItem used, Map<String, DevSigner> served, ConfiguredNames configured) {
        Set<String> names = new TreeSet<>(used.names());
        names.retainAll(served.keySet());
        for (String name : configured.missing(names)) {
            LOG.warnf("%s is used, but no profile configures it, so the application would not start in production. The "
                    + "configured signers are %s. Correct the name, or set %s", SignerProperties.describe(name),
                    configured.names(), "%prod." + SignerProperties.name(name, SignerProperties.URL));
        }
    }

    static Optional<String> rootObject(Optional<String> configured) {
        if (configured.filter(file -> !ROOT_OBJECT.matcher(file).matches()).isPresent()) {
            throw new ConfigurationException("quarkus.cloudfront-signer.devservices.default-root-object is not a valid "
                    + "default root object; set it to the name of a file in the origin, without a leading slash, such as index.html");
        }
        return configured;
    }

    /**
     * Passes the edge's properties to the application. The URL, the key pair ID, and the key belong together. They take
     * precedence over those of a real distribution, which may be configured for all profiles.
     */
    @BuildStep
    void configuration(Optional<LocalEdgeBuildItem> edge, LaunchModeBuildItem launchMode,
            BuildProducer<RunTimeConfigBuilderBuildItem> builders, BuildProducer<RunTimeConfigurationDefaultBuildItem> values,
            BuildProducer<DevServicesAdditionalConfigBuildItem> tests,
            BuildProducer<DevServiceDescriptionBuildItem> descriptions) {
        if (edge.isEmpty()) {
            return;
        }
        LocalEdge running = edge.get().edge;
        builders.produce(new RunTimeConfigBuilderBuildItem(EdgeConfigBuilder.class));
        Stream.of(running.signerProperties(), running.ownProperties())
                .forEach(properties -> properties.forEach((property, value) -> values
                        .produce(new RunTimeConfigurationDefaultBuildItem(EdgeConfigBuilder.PREFIX + property, value))));
        if (launchMode.getLaunchMode() == LaunchMode.DEVELOPMENT) {
            descriptions.produce(new DevServiceDescriptionBuildItem("cloudfront-signer", "A local CloudFront edge",
                    running.description()));
        } else {
            // used by the tests, and by applications that they launch as separate processes
            tests.produce(new DevServicesAdditionalConfigBuildItem(others -> running.testProperties()));
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void publishAddress(Optional<LocalEdgeBuildItem> edge, ApplicationAddressRecorder recorder,
            ShutdownContextBuildItem shutdown) {
        edge.filter(running -> running.edge.application().exists())
                .ifPresent(running -> recorder.publish(running.edge.id(), shutdown));
    }

    /**
     * Lets the application revoke logins at the edge, unless it has its own store.
     */
    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void revokeAtEdge(Optional<LocalEdgeBuildItem> edge, RevocationRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        edge.filter(running -> running.edge.hasMarks()).ifPresent(running -> beans.produce(
                SyntheticBeanBuildItem.configure(RevocationStore.class).scope(Singleton.class).unremovable().defaultBean()
                        .runtimeValue(recorder.localStore(running.edge.id())).done()));
    }

    @BuildStep
    void trustEdge(Optional<LocalEdgeBuildItem> edge, BuildProducer<RunTimeConfigurationDefaultBuildItem> values) {
        edge.ifPresent(running -> running.edge.application().properties()
                .forEach((property, value) -> values.produce(new RunTimeConfigurationDefaultBuildItem(property, value))));
    }

    /**
     * The signers that the application uses, and in dev mode also the signers whose URL is configured. The application may be
     * changed to use the latter, and could not start if one of them did not have a key. With marks, there is always at least
     * the default signer, because marks need the secret of an edge even if the application does not sign.
     */
    private static Set<String> served(CloudFrontSignerBuildTimeConfig build, SignerNamesBuildItem names,
            LaunchModeBuildItem launchMode) {
        Set<String> served = new TreeSet<>(names.names());
        if (launchMode.getLaunchMode() == LaunchMode.DEVELOPMENT) {
            for (String property : ConfigProvider.getConfig().getPropertyNames()) {
                Matcher url = URL.matcher(property);
                if (url.matches()) {
                    served.add(Objects.requireNonNullElse(url.group(1), SignerName.DEFAULT));
                }
            }
        }
        if (served.isEmpty() && build.marks().enabled()) {
            served.add(SignerName.DEFAULT);
        }
        return served;
    }

    static Map<String, DevSigner> signersWithoutKey(Set<String> names, CombinedIndexBuildItem index) {
        Map<String, DevSigner> signers = new LinkedHashMap<>();
        for (String name : names) {
            if (hasKey(name, index)) {
                LOG.debugf("No local edge for the signer %s: it has a private key", name);
            } else {
                signers.put(name, new DevSigner(hashAlgorithm(name), tenant(name)));
            }
        }
        return signers;
    }

    private static boolean hasKey(String signer, CombinedIndexBuildItem index) {
        return KEYS.stream().anyMatch(key -> ConfigUtils.isPropertyPresent(SignerProperties.name(signer, key)))
                || StreamSupport.stream(ConfigProvider.getConfig().getPropertyNames().spliterator(), false)
                        .anyMatch(property -> property.startsWith(SignerProperties.name(signer, SignerProperties.KEYS)))
                || RemoteKeys.find(index.getIndex()).contains(signer);
    }

    private static HashAlgorithm hashAlgorithm(String signer) {
        return ConfigProvider.getConfig()
                .getOptionalValue(SignerProperties.name(signer, SignerProperties.HASH_ALGORITHM), HashAlgorithm.class)
                .orElse(HashAlgorithm.SHA256);
    }

    /**
     * The placeholder for the tenant in the configured URL. This URL belongs to a real distribution, and only shows whether its
     * tenants have their own domains.
     */
    private static Optional<String> tenant(String signer) {
        String property = SignerProperties.name(signer, SignerProperties.URL);
        try {
            return ConfigProvider.getConfig().getOptionalValue(property, String.class).filter(url -> url.indexOf('{') >= 0)
                    .map(url -> DistributionUrl.guard(url, Set.of(), false).tenantPlaceholder());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(property + " " + e.getMessage());
        }
    }
}
