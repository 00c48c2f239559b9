package io.quarkiverse.cloudfront.signer.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.cloudfront.signer.SignedResource;
import io.quarkiverse.cloudfront.signer.fixtures.SignedUrls;
import io.quarkiverse.cloudfront.signer.fixtures.TestOrigin;
import io.quarkus.test.junit.QuarkusTest;

/**
 * An annotation on a supertype applies to the method. The nearest one takes precedence, and an annotation on a method takes
 * precedence over one on a type.
 */
@QuarkusTest
class InheritanceTest {

    @Inject
    Service service;

    @Inject
    ArrayService arrayService;

    @ParameterizedTest
    @CsvSource({
            // path, resource of the annotation that applies
            "class/own-method, /class/*",
            "class/method-annotation, /method/*",
            "class/superclass-method, /superclass-method/*",
            "class/superclass-class, /class/*",
            "class/overridden, /superclass-method/*",
            "below-class/inherited, /superclass/*",
            "below-class/overridden, /superclass/*",
            "interface/method, /interface-method/*",
            "interface/method-of-type, /interface/*",
            "interface/own, /own/*",
            "interface/of-superinterface, /superinterface/*",
            "interface-below-class/method, /interface-method/*",
            "interface-below-class/method-of-type, /own-class/*",
            "generic/of-class/7, /generic-class/*",
            "generic/of-interface/7, /generic-interface/*",
    })
    void nearestAnnotation_isUsed(String path, String resource) {
        String url = given().get("/" + path).then().statusCode(200).extract().asString();
        assertThat(SignedUrls.resource(url)).isEqualTo(TestOrigin.edge() + resource);
    }

    @Test
    void defaultMethodOfAnAnnotatedInterface_isSigned() {
        assertThat(service.ofInterface()).contains("Signature=");
    }

    @Test
    void genericArray_isSigned() {
        assertThat(arrayService.urls(new String[] { "/a.txt" })).singleElement().asString().contains("Signature=");
    }

    @Test
    void classWithAnAnnotatedInterface_isSigned() {
        assertThat(service.byInterface(Map.of())).contains("Signature=");
    }

    public abstract static class Superclass {

        @GET
        @Path("superclass-method")
        @SignedResource(resource = "/superclass-method/*")
        public String superclassMethod() {
            return "/superclass-method/a";
        }

        @GET
        @Path("superclass-class")
        public String superclassClass() {
            return "/class/a";
        }

        @GET
        @Path("overridden")
        @SignedResource(resource = "/superclass-method/*")
        public String overridden() {
            return "/no";
        }
    }

    @PermitAll
    @Path("/class")
    @SignedResource(resource = "/class/*")
    public static class OfClass extends Superclass {

        @GET
        @Path("own-method")
        public String ownMethod() {
            return "/class/a";
        }

        @GET
        @Path("method-annotation")
        @SignedResource(resource = "/method/*")
        public String methodAnnotation() {
            return "/method/a";
        }

        @Override
        @PermitAll
        public String superclassMethod() {
            return super.superclassMethod();
        }

        @Override
        public String superclassClass() {
            return super.superclassClass();
        }

        @Override
        public String overridden() {
            return "/superclass-method/a";
        }
    }

    @PermitAll
    @SignedResource(resource = "/superclass/*")
    public abstract static class AnnotatedSuperclass {

        @GET
        @Path("inherited")
        public String inherited() {
            return "/superclass/a";
        }

        @GET
        @Path("overridden")
        public abstract String overridden();
    }

    @Path("/below-class")
    public static class BelowClass extends AnnotatedSuperclass {

        @Override
        @PermitAll
        public String overridden() {
            return "/superclass/a";
        }
    }

    public interface Superinterface {

        @GET
        @Path("of-superinterface")
        @SignedResource(resource = "/superinterface/*")
        String ofSuperinterface();
    }

    @SignedResource(resource = "/interface/*")
    public interface AnnotatedInterface extends Superinterface {

        @GET
        @Path("method")
        @SignedResource(resource = "/interface-method/*")
        String method();

        @GET
        @Path("method-of-type")
        String methodOfType();

        @GET
        @Path("own")
        String own();
    }

    @PermitAll
    @Path("/interface")
    public static class OfInterface implements AnnotatedInterface {

        @Override
        public String method() {
            return "/interface-method/a";
        }

        @Override
        public String methodOfType() {
            return "/interface/a";
        }

        @Override
        @SignedResource(resource = "/own/*")
        public String own() {
            return "/own/a";
        }

        @Override
        public String ofSuperinterface() {
            return "/superinterface/a";
        }
    }

    @PermitAll
    @Path("/interface-below-class")
    @SignedResource(resource = "/own-class/*")
    public static class OfInterfaceAndClass implements AnnotatedInterface {

        @Override
        public String method() {
            return "/interface-method/a";
        }

        @Override
        public String methodOfType() {
            return "/own-class/a";
        }

        @Override
        @SignedResource(resource = "/own/*")
        public String own() {
            return "/own/a";
        }

        @Override
        public String ofSuperinterface() {
            return "/superinterface/a";
        }
    }

    public abstract static class GenericClass<K, V> {

        @GET
        @Path("of-class/{id}")
        @SignedResource(resource = "/generic-class/*")
        public abstract V ofClass(@PathParam("id") K id);
    }

    public interface GenericInterface<K, V> {

        @GET
        @Path("of-interface/{id}")
        @SignedResource(resource = "/generic-interface/*")
        V ofInterface(@PathParam("id") K id);
    }

    @PermitAll
    @Path("/generic")
    public static class Generic extends GenericClass<Integer, String> implements GenericInterface<Long, String> {

        @Override
        public String ofClass(Integer id) {
            return "/generic-class/" + id;
        }

        @Override
        public String ofInterface(Long id) {
            return "/generic-interface/" + id;
        }
    }

    public interface WithDefaultMethod {

        /** Security annotations of the subclass do not apply here. */
        @PermitAll
        default String ofInterface() {
            return "/a.txt";
        }
    }

    public interface ByInterface<K> {

        @SignedResource(signer = "unbound")
        String byInterface(Map<K, ?> filter);
    }

    @ApplicationScoped
    @PermitAll
    @SignedResource(signer = "unbound")
    public static class Service implements WithDefaultMethod, ByInterface<String> {

        @Override
        public String byInterface(Map<String, ?> filter) {
            return "/a.txt";
        }
    }

    public interface Urls<T> {

        @SignedResource(signer = "unbound")
        List<T> urls(T[] paths);
    }

    @ApplicationScoped
    @PermitAll
    public static class ArrayService implements Urls<String> {

        @Override
        public List<String> urls(String[] paths) {
            return List.of(paths);
        }
    }
}
