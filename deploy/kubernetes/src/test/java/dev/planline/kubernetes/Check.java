package dev.planline.kubernetes;

import java.util.List;

/** Looks at manifests that are applied together and says what is wrong. */
@FunctionalInterface
interface Check {

    void check(Manifests all, Problems problems);

    /** What any check finds. */
    static List<String> problems(Manifests all) {
        var problems = new Problems();
        for (Check check : List.<Check>of(new SchemaCheck(), new ConstantsCheck(), new PodCheck(), new SettingsCheck(), new PortCheck(),
                new PolicyCheck(), new SelectorCheck(), new ReferenceCheck(), new ScalingCheck(), new RightsCheck())) {
            check.check(all, problems);
        }
        return problems.all();
    }
}
