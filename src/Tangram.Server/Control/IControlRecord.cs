using Tangram.Core.Plans;

namespace Tangram.Server.Control;

/// <summary>Keeps what a controller did. Calls return at once and do not throw: serving goes on where nothing can be kept.</summary>
public interface IControlRecord
{
    /// <summary>From now on this plan is to run; the next start begins with it.</summary>
    void Keep(string application, long generation, Plan plan);

    /// <summary>Something was done, or failed.</summary>
    void Note(ControlEvent happened);
}
