package io.quarkiverse.cloudfront.signer.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogBuildItem;
import io.quarkus.devui.spi.buildtime.jsonrpc.DeploymentJsonRpcMethod;

class DevUiProcessorTest {

    @Test
    void actions_areToolsOfCodingAgents() {
        assertThat(new DevUiProcessor().actions(new CatalogBuildItem(), Optional.empty()).getDeploymentActions()).hasSize(3)
                .allMatch(DeploymentJsonRpcMethod::isMcpEnabledByDefault);
    }
}
