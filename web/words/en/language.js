// The language of this folder, as a tag for `<html lang>` and for the names of translated files: lesson.TAG.md.

export const code = 'en';
