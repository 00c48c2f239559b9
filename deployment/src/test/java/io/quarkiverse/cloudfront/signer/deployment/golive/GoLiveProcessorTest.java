package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.jandex.Index;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.signer.SignerNamesBuildItem;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.LaunchModeBuildItem;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.buildtime.jsonrpc.DeploymentJsonRpcMethod;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class GoLiveProcessorTest {

    private final ClassLoader loader = new ClassLoader(getClass().getClassLoader()) {
    };
    private ClassLoader before;

    @BeforeEach
    void rememberLoader() {
        before = Thread.currentThread().getContextClassLoader();
    }

    @AfterEach
    void restoreLoader() {
        Thread.currentThread().setContextClassLoader(before);
    }

    private static DeploymentJsonRpcMethod goLive(String... signers) throws IOException {
        List<BuildTimeActionBuildItem> actions = new ArrayList<>();
        GoLiveProcessor processor = new GoLiveProcessor();
        processor.goLive(processor.contents(new SignerNamesBuildItem(Set.of(signers)), new CatalogBuildItem(), List.of(),
                new ApplicationInfoBuildItem(Optional.of("gallery"), Optional.of("1")),
                new CombinedIndexBuildItem(Index.of(Object.class), Index.of(Object.class)), Optional.empty(),
                new LaunchModeBuildItem(LaunchMode.DEVELOPMENT, Optional.empty(), false, Optional.empty(), false)), page -> {
                }, actions::add);
        assertThat(actions).hasSize(1);
        assertThat(actions.get(0).getDeploymentActions()).hasSize(1);
        return actions.get(0).getDeploymentActions().get(0);
    }

    @Test
    void goLive_isAToolOfCodingAgents() throws IOException {
        assertThat(goLive().isMcpEnabledByDefault()).isTrue();
    }

    /** Quarkus ignores the origins, and other sites must not read private files. */
    @Test
    void originsOfDisabledCors_areNotAllowed() throws IOException {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(
                Map.of("quarkus.http.cors.origins", "https://app.example.com"), "test", 100)).build();
        Thread.currentThread().setContextClassLoader(loader);
        ConfigProviderResolver.instance().registerConfig(config, loader);
        try {
            assertThat(String.valueOf(goLive("<default>").getAction().apply(Map.of()))).contains("TrustedKeyGroups")
                    .doesNotContain("app.example.com");
        } finally {
            ConfigProviderResolver.instance().releaseConfig(config);
        }
    }
}
