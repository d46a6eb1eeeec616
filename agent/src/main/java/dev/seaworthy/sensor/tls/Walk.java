package dev.seaworthy.sensor.tls;

import dev.seaworthy.sensor.tls.Acceptance.Known;
import dev.seaworthy.sensor.tls.CompiledClass.Dynamic;
import dev.seaworthy.sensor.tls.CompiledClass.Member;
import dev.seaworthy.sensor.tls.CompiledClass.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One way after the other through a method's code, with what is known of its values (chapter 6 of the JVM's
 * specification). A way that throws, calls what is not known, or uses an instruction that nobody needs to accept a peer,
 * ends the walk: it may refuse. Exception handlers are not entered, for what could lead there has ended the walk.
 */
final class Walk {

    private static final int LONGEST = 4_000;

    private final Acceptance judge;
    private final CompiledClass in;
    private final Method method;
    private final Object self;
    private final int depth;
    private final byte[] code;
    private final Deque<Way> ways = new ArrayDeque<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable Object result;
    private boolean refuses;

    /** @param self the object whose method it is */
    Walk(Acceptance judge, CompiledClass in, Method method, Object self, int depth) {
        this.judge = judge;
        this.in = in;
        this.method = method;
        this.self = self;
        this.depth = depth;
        byte[] there = method.code();
        this.code = there == null ? new byte[0] : there;
    }

    /** What the method returns, as {@link Acceptance#call} has it; null if it may refuse. */
    @Nullable
    Object outcome() {
        Object[] locals = new Object[256];
        Arrays.fill(locals, Acceptance.ANY);
        if (!method.isStatic()) {
            locals[0] = self;
        }
        ways.push(new Way(0, locals, new ArrayList<>()));
        int steps = 0;
        try {
            while (!ways.isEmpty() && !refuses) {
                Way way = ways.pop();
                while (!refuses && way.at >= 0) {
                    refuses = ++steps > LONGEST;
                    step(way);
                }
            }
        } catch (IndexOutOfBoundsException odd) {
            return null; // not what a compiler writes
        }
        return refuses ? null : result;
    }

    /** One instruction; a way that has ended stands at -1. */
    private void step(Way way) {
        int at = way.at;
        int op = code[at] & 0xFF;
        if (op <= 53) {
            load(way, op);
        } else if (op <= 86) {
            store(way, op);
        } else if (op >= 153 && op <= 167 || op == 198 || op == 199) {
            jump(way, op);
        } else if (op >= 172 && op <= 177) {
            end(way, op);
        } else if (op >= 178 && op <= 186) {
            reference(way, op);
        } else {
            plain(way, op);
        }
    }

    private void load(Way way, int op) {
        int at = way.at;
        if (op >= 2 && op <= 8) {
            way.push(op - 3);
        } else if (op == 16 || op == 17) {
            way.push(op == 16 ? (int) code[at + 1] : (short) index(at));
        } else if (op == 18 || op == 19) {
            Integer number = in.number(op == 18 ? code[at + 1] & 0xFF : index(at));
            way.push(number == null ? Acceptance.ANY : number);
        } else if (op >= 21 && op <= 25) {
            way.push(way.locals[code[at + 1] & 0xFF]);
        } else if (op >= 26 && op <= 45) {
            way.push(way.locals[(op - 26) % 4]);
        } else if (op >= 46) {
            way.pop(2);
            way.push(Acceptance.ANY);
        } else if (op > 0) {
            way.push(op == 1 ? Acceptance.NOTHING : Acceptance.ANY);
        }
        boolean one = op == 16 || op == 18 || op >= 21 && op <= 25;
        way.at += one ? 2 : op == 17 || op == 19 || op == 20 ? 3 : 1;
    }

    private void store(Way way, int op) {
        if (op >= 79) {
            way.pop(3);
            way.at++;
            return;
        }
        boolean indexed = op <= 58;
        way.locals[indexed ? code[way.at + 1] & 0xFF : (op - 59) % 4] = way.pop();
        way.at += indexed ? 2 : 1;
    }

    private void jump(Way way, int op) {
        int target = way.at + (short) index(way.at);
        Boolean taken = null;
        if (op == 167) {
            taken = true;
        } else if (op >= 159 && op <= 166) {
            way.pop(2);
        } else {
            taken = decide(op, way.pop());
        }
        int next = way.at + 3;
        if (taken == null && seen.add(way.branch(target).key())) {
            ways.push(way.branch(target));
        }
        way.at = Boolean.TRUE.equals(taken) ? target : next;
        if (!seen.add(way.key())) {
            way.at = -1; // somebody stood here with the same values
        }
    }

    private static @Nullable Boolean decide(int op, Object value) {
        if (op >= 198) {
            boolean isNull = value == Acceptance.NOTHING;
            return isNull || value instanceof Known ? isNull == (op == 198) : null;
        }
        if (!(value instanceof Integer number)) {
            return null;
        }
        return switch (op) {
            case 153 -> number == 0;
            case 154 -> number != 0;
            case 155 -> number < 0;
            case 156 -> number >= 0;
            case 157 -> number > 0;
            default -> number <= 0;
        };
    }

    private void end(Way way, int op) {
        Object returned = op == 177 ? Acceptance.ANY : way.pop();
        Object known = returned instanceof Integer ? returned : Acceptance.ANY;
        result = result == null || result.equals(known) ? known : Acceptance.ANY;
        way.at = -1;
    }

    private void reference(Way way, int op) {
        int constant = index(way.at);
        switch (op) {
            case 178 -> way.push(Acceptance.ANY);
            case 179 -> way.pop();
            case 180 -> {
                Object of = way.pop();
                way.push(of instanceof Known known ? judge.field(known, in.member(constant)) : Acceptance.ANY);
            }
            case 181 -> way.pop(2);
            case 186 -> dynamic(way, in.dynamic(constant));
            default -> invoke(way, op, in.member(constant));
        }
        way.at += op >= 185 ? 5 : 3;
    }

    /** Strings are put together and lambdas are made here, none of which runs anything. */
    private void dynamic(Way way, Dynamic made) {
        String linker = in.linker(made);
        refuses |= !linker.equals("java/lang/invoke/StringConcatFactory")
                && !linker.equals("java/lang/invoke/LambdaMetafactory");
        way.pop(arguments(made.descriptor()));
        way.push(Acceptance.ANY);
    }

    private void invoke(Way way, int op, Member called) {
        way.pop(arguments(called.descriptor()));
        Object target = op == 184 ? Acceptance.ANY : way.pop();
        Object said = Harmless.contains(called) ? Acceptance.ANY : follow(op, target, called);
        refuses |= said == null;
        if (said != null && !called.descriptor().endsWith(")V")) {
            way.push(said);
        }
    }

    private @Nullable Object follow(int op, Object target, Member called) {
        if (called.owner().equals(in.name()) && (op == 183 || op == 184)) {
            Method own = in.method(called.name(), called.descriptor());
            return own == null || depth > Acceptance.DEEPEST
                    ? null
                    : new Walk(judge, in, own, target, depth + 1).outcome();
        }
        if (!(target instanceof Known known)) {
            return null;
        }
        if (op != 183) {
            return judge.call(known, called.name(), called.descriptor(), depth);
        }
        for (Class<?> one = known.type().getSuperclass(); one != null; one = one.getSuperclass()) {
            if (Acceptance.internal(one).equals(called.owner())) {
                return judge.call(one, known, called.name(), called.descriptor(), depth);
            }
        }
        return null;
    }

    private void plain(Way way, int op) {
        int length = 1;
        if (op == 87 || op == 194 || op == 195) {
            way.pop();
        } else if (op == 89) {
            Object top = way.pop();
            way.push(top);
            way.push(top);
        } else if (op >= 96 && op <= 131 || op >= 148 && op <= 152) {
            way.pop(op >= 116 && op <= 119 ? 1 : 2);
            way.push(Acceptance.ANY);
        } else if (op == 132) {
            way.locals[code[way.at + 1] & 0xFF] = Acceptance.ANY;
            length = 3;
        } else if (op >= 133 && op <= 147 || op == 190) {
            way.pop();
            way.push(Acceptance.ANY);
        } else if (op == 187) {
            way.push(Acceptance.ANY);
            length = 3;
        } else if (op == 188 || op == 189 || op == 193) {
            way.pop();
            way.push(Acceptance.ANY);
            length = op == 188 ? 2 : 3;
        } else if (op == 192) {
            length = 3;
        } else {
            refuses = true;
        }
        way.at += length;
    }

    private int index(int at) {
        return (code[at + 1] & 0xFF) << 8 | code[at + 2] & 0xFF;
    }

    /** How many arguments a descriptor has. */
    static int arguments(String descriptor) {
        int count = 0;
        for (int i = 1; descriptor.charAt(i) != ')'; i++) {
            while (descriptor.charAt(i) == '[') {
                i++;
            }
            if (descriptor.charAt(i) == 'L') {
                i = descriptor.indexOf(';', i);
            }
            count++;
        }
        return count;
    }
}
