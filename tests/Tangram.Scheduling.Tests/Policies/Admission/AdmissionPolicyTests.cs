using Tangram.Scheduling.Policies.Admission;
using static Tangram.Scheduling.Tests.Driving.Small;

namespace Tangram.Scheduling.Tests.Policies.Admission;

public sealed class AdmissionPolicyTests
{
    [Fact]
    public void A_request_whose_answer_is_expected_just_in_time_comes_in() =>
        Assert.Equal(AdmissionDecision.Accept, new DeadlineAdmission().Decide(Ms(0), deadline: Ms(100), forecast: Ms(100)));

    [Fact]
    public void A_request_that_would_be_late_is_refused_for_as_long_as_it_would_be_late() =>
        Assert.Equal(
            AdmissionDecision.Refuse("the answer would come after the deadline", Span(30)),
            new DeadlineAdmission().Decide(Ms(0), deadline: Ms(100), forecast: Ms(130)));

    [Fact]
    public void Every_lets_the_late_in() => Assert.Equal(AdmissionDecision.Accept, new EveryAdmission().Decide(Ms(0), deadline: Ms(100), forecast: Ms(900)));
}
