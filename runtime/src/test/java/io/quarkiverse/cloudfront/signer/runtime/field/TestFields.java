package io.quarkiverse.cloudfront.signer.runtime.field;

import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.Content;
import io.quarkiverse.cloudfront.signer.runtime.grant.FieldPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.MethodName;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethods;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestMethod;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;

/**
 * DTOs with signed fields, and signed methods, for the tests of other packages.
 */
public final class TestFields {

    private TestFields() {
    }

    /** As the method that returns the field says. */
    public static final FieldTerms PLAIN = new FieldTerms("", "", "", false, Content.URL);

    public static Map<String, FieldTerms> field(Class<?> owner) {
        return Map.of(owner.getName() + "#url", PLAIN);
    }

    /**
     * While the response of a method for users is written. The method has returned an object of a class with a signed field.
     */
    public static FieldBodies responding(Class<?> owner) {
        return responding("", owner);
    }

    /**
     * @param resource of the method; may be empty
     */
    public static FieldBodies responding(String resource, Class<?> owner) {
        return responding(FieldPlacement.RETURNED, resource, owner);
    }

    public static FieldBodies responding(FieldPlacement placement, String resource, Class<?> owner) {
        TestApplication application = new TestApplication(new Exchange(), new TestUsers(TestUsers.alice(null)),
                new TestRest(Map.of()), null);
        application.fields(field(owner), owner);
        application.call(new TestMethod().fields(placement).resource(resource), new Object());
        return application.bodies;
    }

    /**
     * Outside of all requests.
     */
    public static FieldBodies idle(Class<?> owner) {
        TestApplication application = new TestApplication(null, new TestUsers(TestUsers.alice(null)), null, null);
        application.fields(field(owner), owner);
        return application.bodies;
    }

    /**
     * The signed methods of an application. This bean's method serves the endpoint "any".
     */
    public static SignedMethods methods(Class<?> bean, boolean cookies) {
        TestMethod method = cookies ? new TestMethod().cookies().resource("/*") : new TestMethod();
        SignedMethods methods = new TestApplication(new TestUsers(TestUsers.alice(null))).methods;
        methods.prepare(Map.of(MethodName.of(bean.getName(), bean.getName(), "any", List.of()), method.build()));
        return methods;
    }
}
