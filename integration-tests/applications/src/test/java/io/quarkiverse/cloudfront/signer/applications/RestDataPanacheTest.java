package io.quarkiverse.cloudfront.signer.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

/**
 * The build fails if REST Data Panache would expose entities with signed fields. The generated methods would commit a row
 * before the response fails.
 */
@Tag("nightly")
class RestDataPanacheTest {

    private static final String PACKAGE = RestDataPanacheTest.class.getPackageName() + ".panache.";

    @RegisterExtension
    static final QuarkusUnitTest TEST = Applications
            .with("panache", "hibernate-orm-rest-data-panache", "rest-jackson", "jdbc-h2")
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:pictures;DB_CLOSE_DELAY=-1")
            .assertException(RestDataPanacheTest::assertReport);

    private static void assertReport(Throwable failure) {
        List<String> problems = BuildFailure.text(failure).lines().filter(line -> line.startsWith(" - ")).distinct().toList();
        assertThat(problems).contains(generated("PicturesResource", "Picture"),
                generated("AlbumsResource", "Album"),
                " - " + PACKAGE + "NotesResource#get has @SignedResource, but the class that implements it is generated, so "
                        + "nothing would be signed. Write a REST method instead, and annotate that")
                .noneMatch(problem -> problem.contains("PlainNotesResource"));
    }

    private static String generated(String resource, String entity) {
        return " - " + PACKAGE + resource + " has generated REST methods that exchange " + PACKAGE + entity
                + ", which has fields with @SignedResource. Generated methods do not sign. Write a REST resource whose methods "
                + "return the entity or a DTO, and remove " + PACKAGE + resource;
    }

    @Test
    void application_doesNotBuild() {
        BuildFailure.missed();
    }
}
