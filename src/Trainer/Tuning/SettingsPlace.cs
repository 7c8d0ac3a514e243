using Streaming.Trainer.Training;

namespace Streaming.Trainer.Tuning;

/// <summary>Where the best settings so far are written, and the journal beside them.</summary>
/// <param name="path">The settings file.</param>
internal sealed class SettingsPlace(string path)
{
    public string Path => path;

    /// <summary><c>tuning.json</c> has the journal <c>tuning.trials.jsonl</c>.</summary>
    public string JournalPath => System.IO.Path.ChangeExtension(path, ".trials.jsonl");

    /// <summary>Replaces the file whole: a reader never finds half of it.</summary>
    public void Write(Hyperparameters hyperparameters)
    {
        var temporary = path + ".new";
        File.WriteAllText(temporary, SettingsFile.Text(hyperparameters));
        File.Move(temporary, path, overwrite: true);
    }
}
