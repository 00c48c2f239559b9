package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkus.security.Authenticated;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Who may call a REST method that signs. Alice is a viewer and Bob an administrator.
 */
abstract class SecurityContract {

    @ParameterizedTest
    @CsvSource({
            // path, anonymous, Alice, Bob
            "methods/blocking, 401, 200, 200",
            "methods/uni, 401, 200, 200",
            "methods/multi, 401, 200, 200",
            "methods/permitted, 200, 200, 200",
            "methods/permitted-uni, 200, 200, 200",
            "methods/admins, 401, 403, 200",
            "methods/admins-uni, 401, 403, 200",
            "methods/denied, 401, 403, 403",
            "methods/authenticated, 401, 200, 200",
            "signed-class/method, 401, 200, 200",
            "signed-class/permitted, 200, 200, 200",
            "signed-class/inherited, 401, 200, 200",
            "signed-class/overridden, 401, 200, 200",
            "permitted-class/method, 200, 200, 200",
            "permitted-class/admins, 401, 403, 200",
            "admins-class/method, 401, 403, 200",
            "admins-class/permitted, 200, 200, 200",
            "by-interface/method, 401, 200, 200",
            "by-interface/generic, 401, 200, 200",
            "by-interface/generic/7, 401, 200, 200",
            "by-interface/permitted-by-class, 200, 200, 200",
            "inheriting/inherited, 401, 200, 200",
            "inheriting/overridden, 401, 200, 200",
            "inheriting/permitted-override, 200, 200, 200",
            "secured-by-interface, 401, 403, 200",
            "secured-by-interface-type, 401, 403, 200",
            "secured-by-overridden, 401, 403, 200",
            "secured-by-superclass, 401, 403, 200",
    })
    void method_perUser_isRejectedOrCalled(String path, int anonymous, int alice, int bob) {
        assertAnswer(given(), path, anonymous);
        assertAnswer(given().auth().preemptive().basic("alice", "alice"), path, alice);
        assertAnswer(given().auth().preemptive().basic("bob", "bob"), path, bob);
    }

    /**
     * Quarkus ignores a security annotation on a supertype, so it must not open the method.
     */
    @ParameterizedTest
    @ValueSource(strings = { "superclass", "interface", "two-above", "own-get", "permitted", "class-above" })
    void annotationThatQuarkusIgnores_doesNotPermitTheMethod(String path) {
        assertAnswer(given(), "secured-elsewhere/" + path, 401);
    }

    @Test
    void customHttpMethod_requiresAUser() {
        given().request("PREVIEW", "/methods/custom").then().statusCode(401);
        String url = given().auth().preemptive().basic("alice", "alice").request("PREVIEW", "/methods/custom")
                .then().statusCode(200).extract().asString();
        assertThat(SignedUrls.status(url)).isEqualTo(200);
    }

    @Test
    void unannotatedMethod_requiresNoUser() {
        assertThat(given().get("/methods/unsigned").then().statusCode(200).extract().asString()).isEqualTo("/a.txt");
    }

    private static void assertAnswer(RequestSpecification request, String path, int status) {
        String body = request.get("/" + path).then().statusCode(status).extract().asString();
        if (status == 200) {
            assertThat(SignedUrls.status(body.replaceAll("[\\[\\]\"]", ""))).as(body).isEqualTo(200);
        } else {
            assertThat(body).doesNotContain("a.txt");
        }
    }

    @HttpMethod("PREVIEW")
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Preview {
    }

    @Path("/methods")
    public static class Plain {

        @GET
        @Path("blocking")
        @SignedResource
        public String blocking() {
            return "/a.txt";
        }

        @GET
        @Path("uni")
        @SignedResource
        public Uni<String> uni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("multi")
        @SignedResource
        public Multi<String> multi() {
            return Multi.createFrom().item("/a.txt");
        }

        @GET
        @Path("permitted")
        @PermitAll
        @SignedResource
        public String permitted() {
            return "/a.txt";
        }

        @GET
        @Path("permitted-uni")
        @PermitAll
        @SignedResource
        public Uni<String> permittedUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("admins")
        @RolesAllowed("admin")
        @SignedResource
        public String admins() {
            return "/a.txt";
        }

        @GET
        @Path("admins-uni")
        @RolesAllowed("admin")
        @SignedResource
        public Uni<String> adminsUni() {
            return Uni.createFrom().item("/a.txt");
        }

        @GET
        @Path("denied")
        @DenyAll
        @SignedResource
        public String denied() {
            return "/a.txt";
        }

        @GET
        @Path("authenticated")
        @Authenticated
        @SignedResource
        public String authenticated() {
            return "/a.txt";
        }

        @Preview
        @Path("custom")
        @SignedResource
        public String custom() {
            return "/a.txt";
        }

        @GET
        @Path("unsigned")
        public String unsigned() {
            return "/a.txt";
        }
    }

    public static class Superclass {

        @GET
        @Path("inherited")
        public String inherited() {
            return "/a.txt";
        }

        @GET
        @Path("overridden")
        public String overridden() {
            return "/no.txt";
        }
    }

    @Path("/signed-class")
    @SignedResource
    public static class SignedClass extends Superclass {

        @GET
        @Path("method")
        public String method() {
            return "/a.txt";
        }

        @GET
        @Path("permitted")
        @PermitAll
        public String permitted() {
            return "/a.txt";
        }

        @Override
        public String overridden() {
            return "/a.txt";
        }
    }

    @Path("/permitted-class")
    @PermitAll
    @SignedResource
    public static class PermittedClass {

        @GET
        @Path("method")
        @SignedResource
        public String method() {
            return "/a.txt";
        }

        @GET
        @Path("admins")
        @RolesAllowed("admin")
        @SignedResource
        public String admins() {
            return "/a.txt";
        }
    }

    @Path("/admins-class")
    @RolesAllowed("admin")
    @SignedResource
    public static class AdminsClass {

        @GET
        @Path("method")
        @SignedResource
        public String method() {
            return "/a.txt";
        }

        @GET
        @Path("permitted")
        @PermitAll
        @SignedResource
        public String permitted() {
            return "/a.txt";
        }
    }

    @Path("/by-interface")
    public interface Declared {

        @GET
        @Path("method")
        @SignedResource
        String method();

        @GET
        @Path("permitted-by-class")
        @SignedResource
        String permitted();
    }

    public interface Generic<T, K> {

        @GET
        @Path("generic/{id}")
        @SignedResource
        T generic(@PathParam("id") K id);

        @GET
        @Path("generic")
        @SignedResource
        T generic();
    }

    public static class Implementing implements Declared, Generic<String, Integer> {

        @Override
        public String method() {
            return "/a.txt";
        }

        @Override
        @PermitAll
        public String permitted() {
            return "/a.txt";
        }

        @Override
        public String generic(Integer id) {
            return "/a.txt?id=" + id;
        }

        @Override
        public String generic() {
            return "/a.txt";
        }
    }

    public abstract static class SignedSuperclass {

        @GET
        @Path("inherited")
        @SignedResource
        public String inherited() {
            return "/a.txt";
        }

        @GET
        @Path("overridden")
        @SignedResource
        public abstract String overridden();

        @GET
        @Path("permitted-override")
        @SignedResource
        public abstract String permittedOverride();
    }

    @Path("/inheriting")
    public static class Inheriting extends SignedSuperclass {

        @Override
        public String overridden() {
            return "/a.txt";
        }

        @Override
        @PermitAll
        public String permittedOverride() {
            return "/a.txt";
        }
    }

    @RolesAllowed("admin")
    public abstract static class SecuredSuperclass {

        @GET
        @SignedResource
        public abstract String method();
    }

    @Path("/secured-by-superclass")
    public static class BySuperclass extends SecuredSuperclass {

        @Override
        public String method() {
            return "/a.txt";
        }
    }

    public abstract static class SecuredMethod {

        @GET
        @RolesAllowed("admin")
        @SignedResource
        public String method() {
            return "/no.txt";
        }
    }

    @Path("/secured-by-overridden")
    public static class ByOverridden extends SecuredMethod {

        @Override
        public String method() {
            return "/a.txt";
        }
    }

    public interface SecuredInterfaceMethod {

        @GET
        @RolesAllowed("admin")
        @SignedResource
        String method();
    }

    @Path("/secured-by-interface")
    public static class ByInterface implements SecuredInterfaceMethod {

        @Override
        public String method() {
            return "/a.txt";
        }
    }

    @RolesAllowed("admin")
    public interface SecuredInterface {

        @GET
        @SignedResource
        String method();
    }

    @Path("/secured-by-interface-type")
    public static class ByInterfaceType implements SecuredInterface {

        @Override
        public String method() {
            return "/a.txt";
        }
    }

    public interface OpenInterface {

        @GET
        @SignedResource
        String method();
    }

    public abstract static class SecuredWithoutRest {

        @RolesAllowed("admin")
        public abstract String method();
    }

    @Path("/secured-elsewhere/superclass")
    public static class SecuredInSuperclass extends SecuredWithoutRest implements OpenInterface {

        @Override
        public String method() {
            return "/a.txt";
        }
    }

    public interface SecuredInterfaceWithoutRest {

        @RolesAllowed("admin")
        String method();
    }

    @Path("/secured-elsewhere/interface")
    public static class SecuredInInterface implements OpenInterface, SecuredInterfaceWithoutRest {

        @Override
        public String method() {
            return "/a.txt";
        }
    }

    public abstract static class OpenOverride extends SecuredMethod {

        @GET
        @Override
        public abstract String method();
    }

    @Path("/secured-elsewhere/two-above")
    public static class SecuredTwoAbove extends OpenOverride {

        @Override
        public String method() {
            return "/a.txt";
        }
    }

    @Path("/secured-elsewhere/own-get")
    public static class WithGetOfItsOwn extends SecuredMethod implements SecuredInterfaceMethod {

        @GET
        @Override
        public String method() {
            return "/a.txt";
        }
    }

    @Path("/secured-elsewhere/permitted")
    public static class PermittedElsewhere implements OpenInterface, PermittedInterface {

        @Override
        public String method() {
            return "/a.txt";
        }
    }

    public interface PermittedInterface {

        @PermitAll
        String method();
    }

    @RolesAllowed("admin")
    public abstract static class SecuredClass {
    }

    @Path("/secured-elsewhere/class-above")
    public static class BelowSecuredClass extends SecuredClass {

        @GET
        @SignedResource
        public String method() {
            return "/a.txt";
        }
    }
}
