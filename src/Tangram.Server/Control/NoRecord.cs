using Tangram.Core.Plans;

namespace Tangram.Server.Control;

/// <summary>Keeps nothing.</summary>
internal sealed class NoRecord : IControlRecord
{
    public void Keep(string application, long generation, Plan plan)
    {
    }

    public void Note(ControlEvent happened)
    {
    }
}
