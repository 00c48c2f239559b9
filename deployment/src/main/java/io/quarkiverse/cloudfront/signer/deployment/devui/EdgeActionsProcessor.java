package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.deployment.devservices.EdgeConsole;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.page.Page;

/**
 * The Dev UI operations of the local edge, which runs in the build's process.
 */
class EdgeActionsProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    DevUiPageBuildItem page() {
        return new DevUiPageBuildItem(40, Page.webComponentPageBuilder()
                .title("Edge")
                .icon("font-awesome-solid:tower-broadcast")
                .componentLink("qwc-cloudfront-signer-edge.js"));
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    BuildTimeActionBuildItem actions() {
        EdgeConsole.find().ifPresent(EdgeConsole::renew);
        BuildTimeActionBuildItem actions = new BuildTimeActionBuildItem();
        actions.actionBuilder()
                .methodName("edge")
                .description(
                        "The address, origin and key pair IDs of the local edge that stands in for CloudFront in dev mode. "
                                + "Empty if none is running, because all signers have keys.")
                .function(parameters -> EdgeConsole.find().map(EdgeConsole::description).orElse(Map.of()))
                .enableMcpFuctionByDefault()
                .build();
        actions.actionBuilder()
                .methodName("edgeRequests")
                .description("The latest requests that the local edge has answered, the newest first: time, method, target, "
                        + "status, verdict, the reason for a refusal, and whether the response came from the cache.")
                .function(parameters -> EdgeConsole.find().map(EdgeConsole::latest).orElse(List.of()))
                .enableMcpFuctionByDefault()
                .build();
        actions.subscriptionBuilder()
                .methodName("edgeRequestStream")
                .function(parameters -> EdgeConsole.find().map(EdgeConsole::live).orElse(null))
                .build();
        return actions;
    }
}
