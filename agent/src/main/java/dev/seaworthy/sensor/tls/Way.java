package dev.seaworthy.sensor.tls;

import java.util.ArrayList;
import java.util.List;

/** One way through a method: where it stands, and what is known of local variables and the operand stack there. */
final class Way {
    int at;
    final Object[] locals;
    final List<Object> stack;

    Way(int at, Object[] locals, List<Object> stack) {
        this.at = at;
        this.locals = locals;
        this.stack = stack;
    }

    Way branch(int target) {
        return new Way(target, locals.clone(), new ArrayList<>(stack));
    }

    Object pop() {
        return stack.remove(stack.size() - 1);
    }

    void pop(int count) {
        for (int i = 0; i < count; i++) {
            pop();
        }
    }

    void push(Object value) {
        stack.add(value);
    }

    String key() {
        StringBuilder key = new StringBuilder().append(at);
        for (Object local : locals) {
            key.append(' ').append(local);
        }
        return key.append(" |").append(stack).toString();
    }
}
