package dev.planline.runtime;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Lets an object that has a few methods of a large interface stand for it; a call of any other fails. */
final class Facade {

    private Facade() {}

    static <T> T of(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            try {
                return target.getClass().getMethod(method.getName(), method.getParameterTypes()).invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }));
    }
}
