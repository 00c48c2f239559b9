package io.quarkiverse.cloudfront.signer.deployment.golive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.signer.SignerNamesBuildItem;
import io.quarkus.deployment.builditem.ApplicationInfoBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.buildtime.jsonrpc.DeploymentJsonRpcMethod;

class GoLiveProcessorTest {

    @Test
    void goLive_isAToolOfCodingAgents() throws IOException {
        List<BuildTimeActionBuildItem> actions = new ArrayList<>();
        new GoLiveProcessor().goLive(new SignerNamesBuildItem(Set.of()), new CatalogBuildItem(), List.of(),
                new ApplicationInfoBuildItem(Optional.of("gallery"), Optional.of("1")),
                new CombinedIndexBuildItem(Index.of(Object.class), Index.of(Object.class)), Optional.empty(), page -> {
                }, actions::add);

        assertThat(actions).singleElement().extracting(BuildTimeActionBuildItem::getDeploymentActions).asList()
                .singleElement().matches(tool -> ((DeploymentJsonRpcMethod) tool).isMcpEnabledByDefault());
    }
}
