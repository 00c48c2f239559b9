package io.quarkiverse.cloudfront.signer.deployment.devui;

import io.quarkus.builder.item.MultiBuildItem;
import io.quarkus.devui.spi.page.PageBuilder;

/**
 * A page of the extension's card in Dev UI. Pages come from several processors, and Dev UI shows only one card of an extension.
 */
public final class DevUiPageBuildItem extends MultiBuildItem {

    private final int position;
    private final PageBuilder<?> page;

    /**
     * @param position among the links of the card: pages with smaller ones come first
     */
    public DevUiPageBuildItem(int position, PageBuilder<?> page) {
        this.position = position;
        this.page = page;
    }

    int position() {
        return position;
    }

    PageBuilder<?> page() {
        return page;
    }
}
