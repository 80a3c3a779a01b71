namespace Tangram.Planning;

/// <summary>What items of one request that reach a task together do to each other.</summary>
public enum Siblings
{
    /// <summary>They find segments enough to run beside each other: a task counts its batch latency once, as JigsawServe does [P].</summary>
    Spread,

    /// <summary>They wait for each other as if one process ran them all [N]; right for one small device.</summary>
    Wait,
}
