package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.cloudfront.signer.deployment.capability.ApplicationSupportBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.devservices.LocalEdgeBuildItem;
import io.quarkiverse.cloudfront.signer.runtime.config.CloudFrontSignerBuildTimeConfig;
import io.quarkiverse.cloudfront.signer.runtime.devui.SignersJsonRpcService;
import io.quarkiverse.cloudfront.signer.runtime.devui.WatchedMarks;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;

/**
 * Adds the pages of Dev UI and their operations. They show the signers of the running application, the places where it signs,
 * and the local edge, which runs in the build's process.
 */
class DevUiProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void pages(CatalogBuildItem catalog, BuildProducer<DevUiPageBuildItem> pages) {
        pages.produce(new DevUiPageBuildItem(10, "Signers", "key", "signers", ""));
        pages.produce(new DevUiPageBuildItem(20, "Resources", "file-signature", "resources",
                String.valueOf(catalog.entries().size())));
        pages.produce(new DevUiPageBuildItem(30, "Explain", "magnifying-glass", "explain", ""));
        pages.produce(new DevUiPageBuildItem(40, "Edge", "tower-broadcast", "edge", ""));
    }

    /**
     * Replaces the marks with an implementation that remembers which user received which grant.
     */
    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void users(CloudFrontSignerBuildTimeConfig config, ApplicationSupportBuildItem application,
            BuildProducer<AdditionalBeanBuildItem> beans, BuildProducer<DevUiPageBuildItem> pages) {
        if (config.marks().enabled() && application.signs()) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(WatchedMarks.class));
            pages.produce(new DevUiPageBuildItem(50, "Users", "users", "users", ""));
        }
    }

    /**
     * Creates the only card, with the pages of all processors, because Dev UI would use only the last of several cards.
     */
    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void card(List<DevUiPageBuildItem> pages, BuildProducer<CardPageBuildItem> cards) {
        CardPageBuildItem card = new CardPageBuildItem();
        pages.stream().sorted(Comparator.comparingInt(DevUiPageBuildItem::position))
                .forEach(page -> card.addPage(page.page()));
        cards.produce(card);
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    JsonRPCProvidersBuildItem operations() {
        return new JsonRPCProvidersBuildItem(SignersJsonRpcService.class);
    }

    /**
     * Registers the explanation of requests. It uses the edge's code, which is on the class path of the build, but not of the
     * application.
     *
     * @param started makes Quarkus run this step, although the step never produces this item
     */
    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void explain(BuildProducer<ServiceStartBuildItem> started) {
        DevConsoleManager.register(SignersJsonRpcService.EXPLAIN, new ExplainAction());
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    BuildTimeActionBuildItem actions(CatalogBuildItem catalog, Optional<LocalEdgeBuildItem> edge) {
        // completes the subscriptions of the application before a live reload
        edge.ifPresent(running -> running.requests().renew());
        List<CatalogBuildItem.Entry> entries = catalog.entries();
        BuildTimeActionBuildItem actions = new BuildTimeActionBuildItem();
        actions.actionBuilder()
                .methodName("signedResources")
                .description(
                        "Every method, DTO field and template of this application that signs: the signed content, HTTP method "
                                + "and path, signer, policy template, lifetime, and who may call it.")
                .function(parameters -> entries)
                .build();
        actions.actionBuilder()
                .methodName("edge")
                .description(
                        "The address, origin and key pair IDs of the local edge that stands in for CloudFront in dev mode. "
                                + "Empty if none is running, because all signers have keys.")
                .function(parameters -> edge.map(LocalEdgeBuildItem::summary).orElse(Map.of()))
                .build();
        actions.actionBuilder()
                .methodName("edgeRequests")
                .description("The latest requests that the local edge has answered, the newest first: time, method, target, "
                        + "status, verdict, the reason for a refusal, the user, and whether the response came from the cache.")
                .function(parameters -> edge.map(running -> running.requests().latest()).orElse(List.of()))
                .build();
        actions.subscriptionBuilder()
                .methodName("edgeRequestStream")
                .function(parameters -> edge.map(running -> running.requests().live()).orElse(null))
                .build();
        // called without the builder, whose method has a different name in later versions
        actions.getDeploymentActions().forEach(action -> action.setMcpEnabledByDefault(true));
        return actions;
    }
}
