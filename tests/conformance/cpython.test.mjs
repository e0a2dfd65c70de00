// What the C++ tests of this folder say of CPython is true.

import { testTwins } from '../oracle/twins.mjs';

testTwins('conformance');
