package io.quarkiverse.cloudfront.signer.deployment.devui;

import java.util.Comparator;
import java.util.List;

import io.quarkus.deployment.IsLocalDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.devui.spi.page.CardPageBuildItem;

/**
 * The card in Dev UI, with the pages that other processors make.
 */
class CardProcessor {

    @BuildStep(onlyIf = IsLocalDevelopment.class)
    void card(List<DevUiPageBuildItem> pages, BuildProducer<CardPageBuildItem> cards) {
        // of several cards of one extension Dev UI would take the last
        CardPageBuildItem card = new CardPageBuildItem();
        pages.stream().sorted(Comparator.comparingInt(DevUiPageBuildItem::position))
                .forEach(page -> card.addPage(page.page()));
        if (card.hasPages()) {
            cards.produce(card);
        }
    }
}
