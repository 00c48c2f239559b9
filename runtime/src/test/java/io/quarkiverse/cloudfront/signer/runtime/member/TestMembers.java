package io.quarkiverse.cloudfront.signer.runtime.member;

import java.util.List;
import java.util.Map;

import io.quarkiverse.cloudfront.signer.runtime.grant.MemberPlacement;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.MethodName;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.SignedMethods;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestApplication;
import io.quarkiverse.cloudfront.signer.runtime.interceptor.TestMethod;
import io.quarkiverse.cloudfront.signer.runtime.user.TestUsers;
import io.quarkiverse.cloudfront.signer.runtime.viewer.Exchange;

/**
 * DTOs with signed fields, and signed methods, for the tests of other packages.
 */
public final class TestMembers {

    private TestMembers() {
    }

    /**
     * A signed field of this class, which is read directly or by its getter.
     */
    public static SignedMember member(Class<?> owner, String name, boolean field) {
        return new SignedMember(owner.getName() + "#" + name, "", "", "", false, false,
                List.of(SignedAccessors.name(owner.getName(), name, field)));
    }

    /**
     * While the response of a method for users is written. The method has returned an object with signed fields.
     */
    public static WriteContexts responding(List<SignedMember> members, Class<?>... classes) {
        return responding("", members, classes);
    }

    /**
     * @param resource of the method; may be empty
     */
    public static WriteContexts responding(String resource, List<SignedMember> members, Class<?>... classes) {
        return contexts(new TestRest(Map.of()).responding(), new Exchange(), resource, members, classes);
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

    /**
     * Outside of all requests.
     */
    public static WriteContexts idle(List<SignedMember> members, Class<?>... classes) {
        return contexts(null, null, "", members, classes);
    }

    private static WriteContexts contexts(TestRest rest, Exchange exchange, String resource, List<SignedMember> members,
            Class<?>... classes) {
        TestApplication application = new TestApplication(exchange, new TestUsers(TestUsers.alice(null)), rest, null);
        application.members(members, classes);
        if (rest != null) {
            application.call(new TestMethod().members(MemberPlacement.RETURNED).resource(resource), new Object());
        }
        return application.contexts;
    }
}
