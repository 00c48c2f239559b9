package io.quarkiverse.cloudfront.signer.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.microsoft.playwright.Page;

import io.quarkiverse.cloudfront.signer.it.gate.GateStub.Received;

/**
 * Several tabs in real time: each tab of a browser whose clock a test turns has a clock of its own.
 */
@Tag("nightly")
class RenewedTabsTest extends GateBrowser {

    private static final int LIFETIME = 6;

    @Test
    void severalTabs_renewOnceForEachGrant() {
        stub.renew(GateStub.RENEW, LIFETIME);
        page.navigate(stub.url("/page"));
        page.waitForCondition(() -> renewals().size() == 1);
        Page second = context.newPage();
        second.navigate(stub.url("/page?second"));
        Page third = context.newPage();
        third.navigate(stub.url("/page?third"));
        third.evaluate("() => document.addEventListener('cloudfront-signer:renewed', () => document.title = 'renewed')");

        page.waitForCondition(() -> renewals().size() >= 4);
        List<Received> renewals = renewals();
        for (int i = 1; i < renewals.size(); i++) {
            Duration pause = renewals.get(i).after(renewals.get(i - 1));
            // a loaded machine may be later
            assertThat(pause).isGreaterThan(Duration.ofSeconds(LIFETIME).dividedBy(2));
        }
        third.waitForCondition(() -> third.title().equals("renewed"));
    }

    @Test
    void expiredWhileNoTabWasOpen_renewsOnceInTheTabThatIsOpenedFirst() {
        stub.renew(GateStub.RENEW, 300);
        page.navigate(stub.url("/page"));
        awaitRenewals(1);
        page.evaluate("() => { for (const key of Object.keys(localStorage)) localStorage[key] = '1,2' }");
        Page second = context.newPage();
        second.navigate(stub.url("/page?second"));
        settle(second);
        awaitRenewals(2);
    }
}
