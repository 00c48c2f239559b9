package io.quarkiverse.cloudfront.signer.deployment.devui;

import io.quarkus.builder.item.MultiBuildItem;
import io.quarkus.devui.spi.page.Page;
import io.quarkus.devui.spi.page.PageBuilder;

/**
 * A page of the extension's card in Dev UI. Pages come from several processors, and Dev UI shows only one card of an extension.
 */
public final class DevUiPageBuildItem extends MultiBuildItem {

    private final int position;
    private final PageBuilder<?> page;

    /**
     * @param position among the links of the card: pages with smaller ones come first
     * @param icon the name of a solid icon of Font Awesome
     * @param component the end of the name of its web component
     * @param label a number to show next to the title; empty for none
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
