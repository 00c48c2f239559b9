package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.util.Comparator;
import java.util.List;

import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.page.CardPageBuildItem;

/**
 * Creates the card in Dev UI, with the pages of all processors.
 */
class CardProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void card(List<DevUiPageBuildItem> pages, BuildProducer<CardPageBuildItem> cards) {
        // Dev UI would only use the last of several cards of one extension
        CardPageBuildItem card = new CardPageBuildItem();
        pages.stream().sorted(Comparator.comparingInt(DevUiPageBuildItem::position))
                .forEach(page -> card.addPage(page.page()));
        if (card.hasPages()) {
            cards.produce(card);
        }
    }
}
