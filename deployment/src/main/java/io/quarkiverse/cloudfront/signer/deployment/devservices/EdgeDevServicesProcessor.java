package io.quarkiverse.cloudfront.signer.deployment.devservices;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.cloudfront.signer.deployment.SignerNamesBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.config.SignerProperties;
import io.quarkiverse.cloudfront.signer.runtime.key.HashAlgorithm;
import io.quarkus.deployment.IsDevServicesSupportedByLaunchMode;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.DevServicesResultBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.deployment.dev.devservices.DevServicesConfig;
import io.quarkus.deployment.pkg.builditem.CurateOutcomeBuildItem;
import io.quarkus.runtime.configuration.ConfigUtils;

/**
 * Starts the local edge for the signers that have no key.
 */
@BuildSteps(onlyIf = { IsDevServicesSupportedByLaunchMode.class, DevServicesConfig.Enabled.class })
class EdgeDevServicesProcessor {

    private static final Logger LOG = Logger.getLogger(EdgeDevServicesProcessor.class);

    /** The properties that say where a private key is. */
    private static final List<String> KEYS = List.of(SignerProperties.PRIVATE_KEY, SignerProperties.PRIVATE_KEY_LOCATION,
            SignerProperties.CREDENTIALS_PROVIDER);

    @BuildStep
    void edge(CloudFrontSignerBuildTimeConfig config, SignerNamesBuildItem names, CombinedIndexBuildItem index,
            CurateOutcomeBuildItem application, LaunchModeBuildItem launchMode,
            BuildProducer<DevServicesResultBuildItem> devServices) {
        if (!config.devservices().enabled()) {
            LOG.debug("No local edge: quarkus.cloudfront-signer.devservices.enabled is false");
            return;
        }
        Map<String, HashAlgorithm> signers = new LinkedHashMap<>();
        for (String name : names.names()) {
            if (hasKey(name, index)) {
                LOG.debugf("No local edge for the signer %s: it has a private key", name);
            } else {
                signers.put(name, hashAlgorithm(name));
            }
        }
        if (!signers.isEmpty()) {
            EdgeOrigin origin = EdgeOrigin.of(config.devservices().origin(), application.getApplicationModel());
            devServices.produce(devService(signers, config.devservices().port(), origin,
                    !launchMode.isNotLocalDevModeType()));
        }
    }

    private static DevServicesResultBuildItem devService(Map<String, HashAlgorithm> signers, int port, EdgeOrigin origin,
            boolean shown) {
        // a String, as it is compared with one of another class loader after a live reload
        String fingerprint = signers + " " + port + " " + origin.location();
        Map<String, Function<LocalEdge, String>> properties = configProvider(signers.keySet());
        return DevServicesResultBuildItem.<LocalEdge> owned()
                .feature("cloudfront-signer")
                .serviceName("edge")
                .serviceConfig(fingerprint)
                .description("a local CloudFront edge")
                .startable(() -> new LocalEdge(signers, port, origin, shown))
                .configProvider(properties)
                // over the URL and the key pair ID of a real distribution, which an application may have for all profiles,
                // and over what an earlier edge of this process left: the three belong together
                .highPriorityConfig(properties.keySet())
                .build();
    }

    private static Map<String, Function<LocalEdge, String>> configProvider(Set<String> signers) {
        Map<String, Function<LocalEdge, String>> properties = new LinkedHashMap<>();
        for (String signer : signers) {
            properties.put(SignerProperties.name(signer, SignerProperties.URL), LocalEdge::getConnectionInfo);
            properties.put(SignerProperties.name(signer, SignerProperties.KEY_PAIR_ID), edge -> edge.keyPairId(signer));
            properties.put(SignerProperties.name(signer, SignerProperties.PRIVATE_KEY), edge -> edge.privateKey(signer));
            // that of a real distribution, which an application may have for all profiles, proves another key
            properties.put(SignerProperties.name(signer, SignerProperties.PUBLIC_KEY_LOCATION), edge -> "");
        }
        // for the tests of the application, which are told of a Dev Service's properties: CloudFrontEdge reads them
        properties.put("cloudfront-edge.url", LocalEdge::getConnectionInfo);
        properties.put("cloudfront-edge.public-keys", LocalEdge::publicKeys);
        return properties;
    }

    private static boolean hasKey(String signer, CombinedIndexBuildItem index) {
        return KEYS.stream().anyMatch(key -> ConfigUtils.isPropertyPresent(SignerProperties.name(signer, key)))
                || hasFurtherKeys(SignerProperties.name(signer, SignerProperties.KEYS))
                || RemoteKeys.find(index.getIndex()).contains(signer);
    }

    private static boolean hasFurtherKeys(String prefix) {
        for (String property : ConfigProvider.getConfig().getPropertyNames()) {
            if (property.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    private static HashAlgorithm hashAlgorithm(String signer) {
        return ConfigProvider.getConfig()
                .getOptionalValue(SignerProperties.name(signer, SignerProperties.HASH_ALGORITHM), HashAlgorithm.class)
                .orElse(HashAlgorithm.SHA256);
    }
}
