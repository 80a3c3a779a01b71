namespace Tangram.Planning.Milp;

/// <summary>Solves a <see cref="MilpModel"/>. One implementation per solver, each outside this project.</summary>
public interface IMilpSolver
{
    /// <summary>What users call it.</summary>
    string Name { get; }

    /// <summary>Solves within the limits; a model that has no solution is an outcome, not an exception.</summary>
    /// <exception cref="MilpException">The solver is not installed, or broke off.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop before it was done.</exception>
    MilpOutcome Solve(MilpModel model, MilpLimits limits, CancellationToken cancellationToken);
}
