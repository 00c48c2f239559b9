package io.quarkiverse.cloudfront.signer.deployment.devui;

import io.quarkiverse.cloudfront.signer.runtime.devui.SignersJsonRpcService;
import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.ServiceStartBuildItem;
import io.quarkus.dev.console.DevConsoleManager;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.Page;

/**
 * The Dev UI pages about the signers of the running application, and their operations.
 */
class DevUiProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void pages(BuildProducer<DevUiPageBuildItem> pages) {
        pages.produce(new DevUiPageBuildItem(10, Page.webComponentPageBuilder()
                .title("Signers")
                .icon("font-awesome-solid:key")
                .componentLink("qwc-cloudfront-signer-signers.js")));
        pages.produce(new DevUiPageBuildItem(30, Page.webComponentPageBuilder()
                .title("Sign and explain")
                .icon("font-awesome-solid:magnifying-glass")
                .componentLink("qwc-cloudfront-signer-explain.js")));
    }

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    JsonRPCProvidersBuildItem operations() {
        return new JsonRPCProvidersBuildItem(SignersJsonRpcService.class);
    }

    /**
     * Registers the verification with the edge's code, which is on the class path of the build, but not of the application.
     *
     * @param started makes Quarkus run this step, which never produces one
     */
    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void explain(BuildProducer<ServiceStartBuildItem> started) {
        DevConsoleManager.register(SignersJsonRpcService.EXPLAIN, new ExplainAction());
    }
}
