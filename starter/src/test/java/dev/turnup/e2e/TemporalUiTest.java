package dev.turnup.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.turnup.e2e.Orders.NEVER_ACCEPTED;
import static dev.turnup.e2e.Orders.SITE;
import static dev.turnup.e2e.Orders.aws;
import static dev.turnup.e2e.Orders.internet;
import static dev.turnup.e2e.Orders.port;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator sees who has Temporal's own UI and nothing else. */
@Tag("e2e")
@ExtendWith(Deployed.class)
class TemporalUiTest {
    private static final String TENANT = "northwind";
    /** Of docs/simulators.md: every undo is refused. */
    private static final String UNDO_REFUSED = "000000000010";

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private final Deployment deployment;
    private final Started started = new Started();
    private Client customer;
    private Page page;

    TemporalUiTest(Deployment deployment) {
        this.deployment = deployment;
    }

    @BeforeEach
    void openABrowser() {
        customer = deployment.customer(TENANT);
        Playwright playwright = started.add(Playwright.create());
        Browser browser = started.add(playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of("--no-sandbox"))));
        page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1600, 1000));
        page.setDefaultTimeout(30_000);
    }

    @AfterEach
    void closeTheBrowser() {
        started.close();
    }

    @Test
    void anOrderThatWaitsForItsCustomerIsFoundByStateAndTenantAndSaysWhatItWaitsFor() {
        String order = customer.place(Orders.of(port("1", SITE), aws("2", "1", NEVER_ACCEPTED)));
        awaitState(order, "pending");

        search("OrderState='pending' AND Tenant='" + TENANT + "'");
        assertShows(row("order-" + order));
        save("1-found-by-state-and-tenant");

        open("order-" + order, "user-metadata");
        assertShows(inDetails("the customer"));
        assertShows(inDetails("add port, add cloud-connection"));
        assertShows(inDetails("accept the hosted connection"));
        assertShows(inDetails(LocalDate.now(ZoneOffset.UTC).plusDays(21).toString()));
        save("2-what-it-waits-for");

        open("order-" + order, "timeline");
        assertShows(page.getByText("Set up the cloud route").first());
        save("3-timeline");

        open("order-" + order, "search-attributes");
        assertShows(page.getByText("DueBy").first());
        save("4-search-attributes");
    }

    @Test
    void anOrderThatNeedsAnOperatorIsFoundByItsFailure() {
        String order = customer.place(Orders.of(port("1", SITE), aws("2", "1", UNDO_REFUSED)));
        awaitState(order, "pending");
        customer.cancel(order, "ordered twice");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> org.assertj.core.api.Assertions.assertThat(deployment
                                .operator()
                                .get("/api/v1/fallout?orderId=" + order)
                                .expect(200))
                        .hasSize(1));

        search("FailureCode='PROVIDER_REFUSED'");
        assertShows(row("order-" + order));
        save("5-found-by-failure");

        open("order-" + order, "user-metadata");
        assertShows(inDetails("an operator"));
        assertShows(inDetails("be deleted at present"));
        save("6-what-has-to-be-decided");

        open("order-" + order, "timeline");
        assertShows(page.getByText("Undo: Set up the cloud route").first());
        save("7-timeline-of-an-undo");
    }

    @Test
    void anEventWindowIsFoundByItsStateAndSaysWhatComesNext() {
        String order = customer.place(Orders.of(internet("1")));
        awaitState(order, "completed");
        String window = customer.book(Orders.window(order + "-1", 5_000));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> customer.window(window).path("state").asText().equals("raised"));

        search("OrderState='raised' AND Tenant='" + TENANT + "'");
        assertShows(row(window));
        open(window, "user-metadata");
        assertShows(inDetails("raised"));
        assertShows(inDetails("next: "));
        save("8-a-window-and-what-comes-next");

        customer.cancelWindow(window, "rained off");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> customer.window(window).path("state").asText().equals("cancelled"));
        String back = customer.window(window).path("order").path(1).path("id").asText();
        open("order-" + back, "user-metadata");
        assertShows(inDetails("restore internet-on-demand"));
        save("9-the-order-of-its-return");
    }

    private void awaitState(String order, String state) {
        await().atMost(Duration.ofSeconds(60)).until(() -> customer.state(order).equals(state));
    }

    private void search(String query) {
        page.navigate(deployment.temporal().ui() + "/namespaces/default/workflows?query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private Locator row(String workflow) {
        return page.getByText(workflow).first();
    }

    /** Opens a tab of the workflow's page. */
    private void open(String workflow, String tab) {
        page.navigate(deployment.temporal().ui() + "/namespaces/default/workflows/" + workflow);
        page.locator("a[href*='/" + workflow + "/'][href*='/" + tab + "']")
                .first()
                .click();
        page.waitForURL("**/" + tab + "*");
    }

    /** Temporal shows the workflow's current details, which are Markdown, in the last of the tab's frames. */
    private Locator inDetails(String text) {
        return page.locator("iframe").last().contentFrame().getByText(text).first();
    }

    private static void assertShows(Locator locator) {
        assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(30_000));
    }

    private void save(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }
}
