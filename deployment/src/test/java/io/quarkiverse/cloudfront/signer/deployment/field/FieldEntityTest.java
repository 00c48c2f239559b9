package io.quarkiverse.cloudfront.signer.deployment.field;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import jakarta.annotation.security.PermitAll;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/**
 * The field of an entity is signed when it is written as JSON, and never in the database, although the entity is managed at
 * that time.
 */
@Tag("nightly")
class FieldEntityTest {

    private static final String QUARKUS = System.getProperty("version.quarkus");

    @RegisterExtension
    static final QuarkusUnitTest TEST = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Resource.class, Picture.class, SignedUrls.class, TestOrigin.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-hibernate-orm", QUARKUS),
                    Dependency.of("io.quarkus", "quarkus-jdbc-h2", QUARKUS)))
            .overrideConfigKey("quarkus.datasource.jdbc.url", "jdbc:h2:mem:pictures;DB_CLOSE_DELAY=-1")
            .overrideConfigKey("quarkus.hibernate-orm.schema-management.strategy", "drop-and-create")
            .overrideConfigKey("quarkus.cloudfront-signer.devservices.origin", TestOrigin.directory());

    @Test
    void managedEntity_isNotStoredWithSignedUrls() {
        assertThat(SignedUrls.marked(given().post("/pictures").asString())).contains("\"url\":\"/a.txt (signed)\"");
        for (int i = 0; i < 2; i++) {
            assertThat(SignedUrls.marked(given().get("/pictures").asString()))
                    .isEqualTo("[{\"id\":1,\"url\":\"/a.txt (signed)\",\"views\":" + (i + 1) + "}]");
            assertThat(given().get("/pictures/column").asString()).isEqualTo("/a.txt");
        }
    }

    @Entity(name = "Picture")
    public static class Picture {
        @Id
        public long id;
        @SignedResource
        public String url;
        public int views;
    }

    @PermitAll
    @Path("/pictures")
    public static class Resource {

        private final EntityManager entities;

        Resource(EntityManager entities) {
            this.entities = entities;
        }

        @POST
        @Transactional
        public Picture add() {
            Picture picture = new Picture();
            picture.id = 1;
            picture.url = "/a.txt";
            entities.merge(picture);
            return picture;
        }

        @GET
        @Transactional
        public List<Picture> all() {
            List<Picture> pictures = entities.createQuery("from Picture", Picture.class).getResultList();
            pictures.forEach(picture -> picture.views++);
            return pictures;
        }

        @GET
        @Path("column")
        @Produces(MediaType.TEXT_PLAIN)
        @Transactional
        public String column() {
            return (String) entities.createNativeQuery("select url from Picture").getSingleResult();
        }
    }
}
