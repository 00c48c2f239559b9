package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.util.List;

import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogBuildItem;
import io.quarkiverse.cloudfront.signer.deployment.catalog.CatalogEntry;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.buildtime.BuildTimeActionBuildItem;
import io.quarkus.devui.spi.page.Page;

/**
 * The Dev UI page about the places where the application signs.
 */
class SignedResourcesProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    DevUiPageBuildItem page(CatalogBuildItem catalog) {
        return new DevUiPageBuildItem(20, Page.webComponentPageBuilder()
                .title("Signed resources")
                .icon("font-awesome-solid:file-signature")
                .componentLink("qwc-cloudfront-signer-resources.js")
                .staticLabel(String.valueOf(catalog.entries().size())));
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    BuildTimeActionBuildItem actions(CatalogBuildItem catalog) {
        List<CatalogEntry> entries = catalog.entries();
        BuildTimeActionBuildItem actions = new BuildTimeActionBuildItem();
        actions.actionBuilder()
                .methodName("signedResources")
                .description(
                        "Every method, DTO field and template of this application that signs: what is signed, HTTP method "
                                + "and path, signer, policy template, lifetime, and who may call it.")
                .function(parameters -> entries)
                .enableMcpFuctionByDefault()
                .build();
        return actions;
    }
}
