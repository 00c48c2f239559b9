package io.quarkiverse.cloudfront.signer.deployment.devui;

import io.quarkus.builder.item.MultiBuildItem;
import io.quarkus.devui.spi.page.Page;
import io.quarkus.devui.spi.page.PageBuilder;

/**
 * A page on the extension's card in Dev UI. Pages come from several processors, but Dev UI shows only one card for an
 * extension.
 */
public final class DevUiPageBuildItem extends MultiBuildItem {

    private final int position;
    private final PageBuilder<?> page;

    /**
     * @param position the position among the links on the card. Pages with smaller positions come first
     * @param icon the name of a solid icon of Font Awesome
     * @param component the end of the name of the page's web component
     * @param label a number that is shown next to the title; empty if there is none
     */
    public DevUiPageBuildItem(int position, String title, String icon, String component, String label) {
        this.position = position;
        this.page = Page.webComponentPageBuilder().title(title).icon("font-awesome-solid:" + icon)
                .componentLink("qwc-cloudfront-signer-" + component + ".js");
        if (!label.isEmpty()) {
            page.staticLabel(label);
        }
    }

    int position() {
        return position;
    }

    PageBuilder<?> page() {
        return page;
    }
}
