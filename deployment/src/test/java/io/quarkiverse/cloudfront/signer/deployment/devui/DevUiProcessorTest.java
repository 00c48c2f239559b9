package io.quarkiverse.cloudfront.signer.deployment.devui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.cloudfront.edge.explain.Explanation;
import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogBuildItem;
import io.quarkus.devui.spi.buildtime.jsonrpc.DeploymentJsonRpcMethod;
import io.quarkus.devui.spi.page.CardPageBuildItem;

class DevUiProcessorTest {

    @Test
    void actions_areToolsOfCodingAgents() {
        assertThat(new DevUiProcessor().actions(new CatalogBuildItem(), Optional.empty()).getDeploymentActions()).hasSize(3)
                .allMatch(DeploymentJsonRpcMethod::isMcpEnabledByDefault);
    }

    /** They come from several processors, in any order. */
    @Test
    void pages_areInTheOrderOfTheirPositions() {
        List<DevUiPageBuildItem> pages = Stream.of(40, 10, 30, 20)
                .map(position -> new DevUiPageBuildItem(position, "Page " + position, "key", "page", "")).toList();
        List<CardPageBuildItem> cards = new ArrayList<>();

        new DevUiProcessor().card(pages, cards::add);

        assertThat(cards).hasSize(1);
        assertThat(cards.get(0).getPages())
                .isEqualTo(Stream.of(1, 3, 2, 0).map(pages::get).map(DevUiPageBuildItem::page).toList());
    }

    @Test
    void replacedKey_isNeededUntilItsLastSignatureExpires() {
        Map<String, String> request = new HashMap<>(Map.of("url",
                "https://a.example.com/b?Expires=4102444800&Signature=QUI_&Key-Pair-Id=K1", "cookies", "", "otherUrl", "", "at",
                "",
                "viewerAddress", "127.0.0.1", "hosts", "a.example.com"));
        request.putAll(Map.of("keys.0.keyPairId", "K1", "keys.0.signer", "the default signer", "keys.0.inKeyGroup", "false",
                "keys.0.neededUntil", "2100-01-01T00:00:00Z"));

        assertThat(((Explanation) new ExplainAction().apply(request)).remedy()).get().asString()
                .startsWith("Add the public key to the key group again until 2100-01-01T00:00:00Z");
    }
}
