// What goes wrong in a lesson's files is said to its author in one sentence
// with the place: `lessons/04-tasks/lesson.md:12: …`.

export class LessonError extends Error {
  constructor(file, line, sentence) {
    super(`${file}:${line}: ${sentence}`);
    this.name = 'LessonError';
    this.file = file;
    this.line = line;
    this.sentence = sentence;
  }
}
